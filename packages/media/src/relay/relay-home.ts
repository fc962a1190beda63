import { createServer, type Server, type Socket } from 'node:net';
import type { EndpointId, SessionId, SourceTrack } from '../media-plane.ts';
import { listenPrivately, removeStale } from '../remote/private-socket.ts';
import type { MediaPacket, Source } from '../sfu/publisher-session.ts';
import { FrameReader, messageFrame, packetFrame, type RelayRequest, type WantedTrack } from './frames.ts';
import { YoungPictures } from './young-pictures.ts';

export interface RelayHomeListener {
  /** Somebody's keyframe request, or somebody new who needs one to begin. */
  onKeyframeWanted(track: WantedTrack): void;
}

/** In ms, of the same clock as `forward` is told. */
type Clock = () => number;

/** One other process that shows endpoints of this one. */
interface Link {
  readonly socket: Socket;
  /** By endpoint, so that a packet nobody wants costs one look. */
  wanted: Map<EndpointId, Set<SourceTrack>>;
  readonly numbers: Map<Source, number>;
  lastNumber: number;
}

/**
 * Half a second of three program streams. Policy "drop the packet": a process that hangs must not fill this
 * one's memory, and its viewers ask for a keyframe when it is back.
 */
const UNSENT_MAX_BYTES = 512 * 1024;

/** The sending side of relays: other processes of this machine take the packets of endpoints that live here, once each. */
export class RelayHome {
  readonly #server: Server;
  readonly #links = new Set<Link>();
  readonly #listener: RelayHomeListener;
  readonly #young = new YoungPictures();
  readonly #nowMs: Clock;

  /** Listens on a Unix socket that only this user may open. Rejects when another process does. */
  static async open(socketPath: string, listener: RelayHomeListener, nowMs: Clock = Date.now): Promise<RelayHome> {
    await removeStale(socketPath);
    const server = createServer();
    const home = new RelayHome(server, listener, nowMs);
    await listenPrivately(server, socketPath);
    return home;
  }

  private constructor(server: Server, listener: RelayHomeListener, nowMs: Clock) {
    this.#nowMs = nowMs;
    this.#server = server;
    this.#listener = listener;
    server.on('connection', (socket) => this.#onLink(socket));
  }

  /** A packet before it is rewritten for this process's own viewers. */
  forward(source: Source, packet: MediaPacket, nowMs: number): void {
    this.#young.note(source, packet, nowMs);
    for (const link of this.#links) {
      if (!link.wanted.get(source.endpoint)?.has(source.name) || link.socket.writableLength > UNSENT_MAX_BYTES) continue;
      this.#send(link, source, packet);
    }
  }

  /** The session carries nothing any more. */
  ended(endpoint: EndpointId, session: SessionId): void {
    this.#young.ended(endpoint, session);
    for (const link of this.#links) {
      const sources = [...link.numbers.keys()].filter((source) => source.session === session);
      for (const source of sources) link.numbers.delete(source);
      if (sources.length > 0) link.socket.write(messageFrame({ type: 'gone', session, endpoint }));
    }
  }

  close(): void {
    for (const { socket } of this.#links) socket.destroy();
    this.#server.close();
  }

  #onLink(socket: Socket): void {
    const link: Link = { socket, wanted: new Map(), numbers: new Map(), lastNumber: 0 };
    const reader = new FrameReader<RelayRequest>();
    this.#links.add(link);
    socket.on('error', () => undefined);
    socket.on('close', () => this.#links.delete(link));
    socket.on('data', (chunk) => {
      try {
        for (const frame of reader.read(chunk)) if ('message' in frame) this.#onRequest(link, frame.message);
      } catch {
        socket.destroy();
      }
    });
  }

  #onRequest(link: Link, request: RelayRequest): void {
    if (request.type === 'keyframe') return this.#listener.onKeyframeWanted(request.track);
    const before = link.wanted;
    link.wanted = new Map();
    for (const { endpoint, name } of request.tracks) link.wanted.set(endpoint, (link.wanted.get(endpoint) ?? new Set()).add(name));
    for (const track of request.tracks) if (!before.get(track.endpoint)?.has(track.name)) this.#begin(link, track);
  }

  #begin(link: Link, track: WantedTrack): void {
    const young = track.name === 'main' ? this.#young.of(track.endpoint, this.#nowMs()) : null;
    if (!young) return this.#listener.onKeyframeWanted(track);
    for (const packet of young.packets) this.#send(link, young.source, packet);
  }

  #send(link: Link, source: Source, packet: MediaPacket): void {
    link.socket.write(packetFrame(this.#numberOf(link, source), packet));
  }

  #numberOf(link: Link, source: Source): number {
    const known = link.numbers.get(source);
    if (known !== undefined) return known;
    // Numbers of sources long gone are used again; the notice says whose they are now.
    link.lastNumber = (link.lastNumber + 1) % 0x10000;
    link.numbers.set(source, link.lastNumber);
    const { session, endpoint, name, codec } = source;
    link.socket.write(messageFrame({ type: 'source', number: link.lastNumber, session, endpoint, name, codec }));
    return link.lastNumber;
  }
}
