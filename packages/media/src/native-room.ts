import type { ContractPublisher, ContractRoom, ContractViewer } from './contract-room.ts';
import type { EndpointId, Feed, MediaPlane, SourceTrack } from './media-plane.ts';
import { SyntheticCamera, SyntheticMicrophone, tagOf } from './peers/synthetic-camera.ts';
import { WhepPeer } from './peers/whep-peer.ts';
import { WhipPeer } from './peers/whip-peer.ts';

/** Thumbnails come each 200 ms and a silent bus each 400 ms; what is older than 600 ms is over. */
const PRESENT_MS = 600;

interface Seen {
  readonly tag: number | 'silence';
  readonly atMs: number;
}

/** A contract room around a plane that speaks WebRTC: publishers and viewers are native peers on loopback. */
export function createNativeRoom(plane: MediaPlane, options: { maxSessions: number; onClose: () => Promise<void> }): ContractRoom {
  const closers: (() => void)[] = [];
  const tags = new Map<EndpointId, number>();
  return {
    plane,
    maxSessions: options.maxSessions,
    restartFragment: 'a=ice-ufrag:restart\r\na=ice-pwd:abcdefghijklmnopqrstuvwx\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=mid:audio\r\n',
    publishOffer: async () => {
      const peer = new WhipPeer({ tracks: ['audio', 'main', 'thumb'] });
      closers.push(() => peer.close());
      return peer.offer();
    },
    publisher: (endpoint) => openPublisher(plane, { endpoint, tag: tagFor(tags, endpoint) }, closers),
    viewer: (request) => openViewer(plane, request, { tags, closers }),
    close: async () => {
      for (const close of closers) close();
      await options.onClose();
    },
  };
}

function tagFor(tags: Map<EndpointId, number>, endpoint: EndpointId): number {
  const tag = tags.get(endpoint) ?? tags.size + 1;
  tags.set(endpoint, tag);
  return tag;
}

async function openPublisher(
  plane: MediaPlane,
  of: { endpoint: EndpointId; tag: number },
  closers: (() => void)[],
): Promise<ContractPublisher> {
  const peer = new WhipPeer({ tracks: ['audio', 'main', 'thumb'] });
  const answer = await plane.publish({ endpoint: of.endpoint, sdp: await peer.offer() });
  peer.answer(answer.sdp);
  const running = new Map<SourceTrack, { close(): void }>();
  closers.push(() => {
    for (const source of running.values()) source.close();
    peer.close();
  });
  return {
    session: answer.session,
    start: (track) => {
      running.get(track)?.close();
      running.set(track, startSource(peer, track, of.tag));
    },
    stop: (track) => running.get(track)?.close(),
  };
}

function startSource(peer: WhipPeer, track: SourceTrack, tag: number): { close(): void } {
  if (track === 'audio') return new SyntheticMicrophone(peer, { tag, levelDbov: 30 });
  const framesPerSecond = track === 'main' ? 25 : 5;
  return new SyntheticCamera(peer, { tag, track, framesPerSecond, packetsPerFrame: 2, payloadBytes: 600 });
}

async function openViewer(
  plane: MediaPlane,
  request: { feeds: readonly Feed[]; ownEndpoints?: readonly EndpointId[]; label?: string },
  room: { tags: ReadonlyMap<EndpointId, number>; closers: (() => void)[] },
): Promise<ContractViewer> {
  const audioSections = request.feeds.filter((feed) => 'bus' in feed && feed.audio).length;
  const peer = new WhepPeer({ audioSections, videoSections: request.feeds.length });
  const { feeds, ownEndpoints = [], label = 'viewer' } = request;
  const answer = await plane.subscribe({ sdp: await peer.offer(), feeds, ownEndpoints, label });
  const seen = new Map<string, Seen>();
  peer.onPacket((feed, kind, packet) =>
    seen.set(`${kind} ${feed}`, { tag: isSilence(kind, packet) ? 'silence' : tagOf(packet), atMs: Date.now() }),
  );
  peer.answer(answer.sdp);
  room.closers.push(() => peer.close());
  const present = (key: string): EndpointId | 'silence' | null => {
    const last = seen.get(key);
    if (!last || Date.now() - last.atMs > PRESENT_MS) return null;
    if (last.tag === 'silence') return 'silence';
    return [...room.tags].find(([, tag]) => tag === last.tag)?.[0] ?? null;
  };
  return { session: answer.session, sees: (feed) => present(`video ${feed}`), hears: (feed) => present(`audio ${feed}`) };
}

function isSilence(kind: 'audio' | 'video', packet: Buffer): boolean {
  return kind === 'audio' && packet.length === 15 && packet.readUIntBE(12, 3) === 0xf8fffe;
}
