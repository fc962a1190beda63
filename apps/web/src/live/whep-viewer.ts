import type { MediaAccess } from '@diemcau/core';
import { deferred } from './deferred.ts';
import { openPeerSession } from './peer-session.ts';
import type { PeerSession } from './peer-session.ts';
import { SessionKeeper } from './session-keeper.ts';
import type { KeptSession, SessionKeeperParts } from './session-keeper.ts';

/** What a page can watch. `preview` and slots are for consoles. */
export type FeedName = 'hall' | 'floor' | 'slides' | 'preview';
export type FeedStreams = Readonly<Record<string, MediaStream>>;

export interface Viewed {
  /** By feed name, and `slot-0`, `slot-1` … for thumbnails. */
  readonly streams: FeedStreams;
  /** Name of the WHEP session, for `watch`; null while there is none. */
  readonly session: string | null;
}

export interface WhepViewerParts extends Pick<SessionKeeperParts<KeptSession>, 'clock' | 'network' | 'random' | 'denied'> {
  readonly conferenceId: string;
  readonly feeds: readonly FeedName[];
  readonly slots: number;
  readonly show: (viewed: Viewed) => void;
}

interface WhepSession extends KeptSession {
  readonly peer: PeerSession;
  readonly streams: FeedStreams;
}

/** These buses have sound; `slides` and `preview` are pictures only (docs/protocol.md §3). */
const WITH_SOUND: readonly FeedName[] = ['hall', 'floor'];
export const NOTHING_VIEWED: Viewed = { streams: {}, session: null };

/** Watches the program over one session that is replaced without a gap whenever it has to be. */
export class WhepViewer {
  readonly #keeper: SessionKeeper<WhepSession>;

  constructor(parts: WhepViewerParts) {
    this.#keeper = new SessionKeeper<WhepSession>({
      ...parts,
      open: (access) => openWhepSession(parts, access),
      show: (session) => parts.show(session ? { streams: session.streams, session: session.peer.id } : NOTHING_VIEWED),
    });
  }

  setAccess(access: MediaAccess | null): void {
    this.#keeper.setAccess(access);
  }

  /** null while there is no session. */
  async stats(): Promise<RTCStatsReport | null> {
    return (await this.#keeper.current?.peer.connection.getStats()) ?? null;
  }

  close(): void {
    this.#keeper.close();
  }
}

async function openWhepSession({ conferenceId, feeds, slots }: WhepViewerParts, access: MediaAccess): Promise<WhepSession> {
  const streams: Record<string, MediaStream> = {};
  const flowing = deferred<void>();
  const query = new URLSearchParams({ feeds: feeds.join(',') });
  if (slots > 0) query.set('slots', String(slots));
  const peer = await openPeerSession({
    url: `/api/v1/conferences/${conferenceId}/whep?${query}`,
    token: access.token,
    iceServers: access.iceServers,
    prepare: (connection) => {
      connection.addEventListener('track', (event) => collect(event, streams, flowing.resolve));
      addSections(connection, feeds, slots);
    },
  });
  peer.connected.catch(flowing.reject);
  // The first session of a page is shown at once, and nobody waits for it.
  flowing.promise.catch(() => undefined);
  return { peer, streams, lost: peer.lost, flowing: flowing.promise, close: () => peer.close() };
}

function addSections(connection: RTCPeerConnection, feeds: readonly FeedName[], slots: number): void {
  const sounds = feeds.filter((feed) => WITH_SOUND.includes(feed)).length;
  for (let section = 0; section < sounds; section++) connection.addTransceiver('audio', { direction: 'recvonly' });
  for (let section = 0; section < feeds.length + slots; section++) connection.addTransceiver('video', { direction: 'recvonly' });
}

function collect({ streams: [stream], track }: RTCTrackEvent, streams: Record<string, MediaStream>, flowing: () => void): void {
  if (stream) streams[stream.id] = stream;
  // A received track is unmuted by its first packet.
  track.addEventListener('unmute', flowing, { once: true });
}
