import type { MediaAccess } from '@diemcau/core';
import { openPeerSession } from './peer-session.ts';
import type { PeerSession } from './peer-session.ts';
import { SessionKeeper } from './session-keeper.ts';
import type { KeptSession, SessionKeeperParts } from './session-keeper.ts';

export interface SourceTracks {
  readonly audio: MediaStreamTrack | null;
  readonly video: MediaStreamTrack | null;
}

/** What of it may leave the room right now. */
export interface Sending {
  readonly sound: boolean;
  readonly picture: boolean;
  readonly thumb: boolean;
}

export interface WhipPublisherParts extends Pick<SessionKeeperParts<KeptSession>, 'clock' | 'network' | 'random' | 'denied'> {
  readonly conferenceId: string;
  readonly source: 'camera' | 'slides';
  /** Called when a session is there and when the one that was is gone. */
  readonly show: (open: boolean) => void;
}

interface WhipSession extends KeptSession {
  readonly peer: PeerSession;
  readonly audio: RTCRtpTransceiver;
  readonly main: RTCRtpTransceiver;
  readonly thumb: RTCRtpTransceiver | null;
}

/** 720p25 needs no more, and 2.5 Mbit/s is what a commune's uplink is asked for. */
const MAIN_BITRATE_MAX_BPS = 2_500_000;
const MAIN_FRAMERATE_MAX = 25;
/** A page of slides seldom moves; ten frames a second follow a pointer. */
const SLIDES_FRAMERATE_MAX = 10;
/** The thumbnail of docs/protocol.md §3. */
const THUMB_WIDTH_PX = 320;
const THUMB_FRAMERATE_MAX = 5;
const THUMB_BITRATE_MAX_BPS = 80_000;
/** The old session goes this long after the new one is up, when its first packets have been sent. */
const HANDOVER_MS = 300;

/**
 * Publishes one room's camera or screen. What is not set to be sent is off, not black and not silent.
 */
export class WhipPublisher {
  readonly #keeper: SessionKeeper<WhipSession>;
  #tracks: SourceTracks = { audio: null, video: null };
  #sending: Sending = { sound: false, picture: false, thumb: false };
  /** Sender changes run one after the other: setParameters must follow its own getParameters. */
  #applied: Promise<void> = Promise.resolve();

  constructor(parts: WhipPublisherParts) {
    this.#keeper = new SessionKeeper<WhipSession>({
      ...parts,
      open: (access) => this.#open(parts, access),
      show: (session) => {
        parts.show(session !== null);
        this.#apply();
      },
    });
  }

  setAccess(access: MediaAccess | null): void {
    this.#keeper.setAccess(access);
  }

  setTracks(tracks: SourceTracks): void {
    this.#tracks = tracks;
    this.#apply();
  }

  setSending(sending: Sending): void {
    this.#sending = sending;
    this.#apply();
  }

  async stats(): Promise<RTCStatsReport | null> {
    return (await this.#keeper.current?.peer.connection.getStats()) ?? null;
  }

  close(): void {
    this.#keeper.close();
  }

  async #open(parts: WhipPublisherParts, access: MediaAccess): Promise<WhipSession> {
    let sections: Sections | null = null;
    const peer = await openPeerSession({
      url: `/api/v1/conferences/${parts.conferenceId}/whip?source=${parts.source}`,
      token: access.token,
      iceServers: access.iceServers,
      prepare: async (connection) => {
        sections = addSections(connection, parts.source);
        await applyTo(sections, this.#tracks, this.#sending);
      },
    });
    const flowing = peer.connected.then(() => new Promise<void>((resolve) => void parts.clock.after(HANDOVER_MS, resolve)));
    // The first session of a page is used at once, and nobody waits for it.
    flowing.catch(() => undefined);
    return { peer, ...(sections as unknown as Sections), lost: peer.lost, flowing, close: () => peer.close() };
  }

  #apply(): void {
    this.#applied = this.#applied.then(async () => {
      const session = this.#keeper.current;
      // A sender of a closed connection refuses; the session that replaces it starts with what is set now.
      if (session) await applyTo(session, this.#tracks, this.#sending).catch(() => undefined);
    });
  }
}

type Sections = Pick<WhipSession, 'audio' | 'main' | 'thumb'>;

/** One audio, one video and for a camera a second video, in this order (docs/protocol.md §3). */
function addSections(connection: RTCPeerConnection, source: 'camera' | 'slides'): Sections {
  const section = (kind: 'audio' | 'video', encodings: RTCRtpEncodingParameters[]) =>
    connection.addTransceiver(kind, { direction: 'sendonly', sendEncodings: encodings });
  const maxFramerate = source === 'camera' ? MAIN_FRAMERATE_MAX : SLIDES_FRAMERATE_MAX;
  return {
    audio: section('audio', []),
    main: section('video', [{ active: false, maxBitrate: MAIN_BITRATE_MAX_BPS, maxFramerate }]),
    thumb:
      source === 'camera'
        ? section('video', [{ active: false, maxBitrate: THUMB_BITRATE_MAX_BPS, maxFramerate: THUMB_FRAMERATE_MAX }])
        : null,
  };
}

async function applyTo(sections: Sections, { audio, video }: SourceTracks, sending: Sending): Promise<void> {
  await replaceTrack(sections.audio.sender, sending.sound ? audio : null);
  await replaceTrack(sections.main.sender, video);
  await setActive(sections.main.sender, sending.picture && video !== null);
  if (!sections.thumb) return;
  await replaceTrack(sections.thumb.sender, video);
  const scaleResolutionDownBy = Math.max(1, (video?.getSettings().width ?? THUMB_WIDTH_PX) / THUMB_WIDTH_PX);
  await setActive(sections.thumb.sender, sending.thumb && video !== null, { scaleResolutionDownBy });
}

async function replaceTrack(sender: RTCRtpSender, track: MediaStreamTrack | null): Promise<void> {
  if (sender.track !== track) await sender.replaceTrack(track);
}

async function setActive(sender: RTCRtpSender, active: boolean, more: RTCRtpEncodingParameters = {}): Promise<void> {
  const parameters = sender.getParameters();
  const [encoding] = parameters.encodings;
  if (!encoding) return;
  parameters.encodings = [{ ...encoding, ...more, active }];
  await sender.setParameters(parameters);
}
