import { connect, type Socket } from 'node:net';
import type { EndpointId, SessionId } from '../media-plane.ts';
import { askKeyframe, createKeyframeRequests } from '../sfu/keyframe-requests.ts';
import type { MediaPacket, Source } from '../sfu/publisher-session.ts';
import { FrameReader, messageFrame, type RelayNotice, type RelayRequest, type WantedTrack } from './frames.ts';

export interface RelayGuestListener {
  onPacket(source: Source, packet: MediaPacket): void;
  onGone(endpoint: EndpointId, session: SessionId): void;
}

/** A home that was killed is back within a second or two. */
const RETRY_MS = 100;

/**
 * The receiving side of relays from one other process. It connects when something is wanted, and again by
 * itself after a loss. The caller closes it.
 */
export class RelayGuest {
  readonly #socketPath: string;
  readonly #listener: RelayGuestListener;
  /** By number, as the home gave them out on this link. */
  readonly #sources = new Map<number, Source>();
  #wanted: readonly WantedTrack[] = [];
  #socket: Socket | null = null;
  #isConnected = false;
  #isClosed = false;
  #timer: NodeJS.Timeout | null = null;

  constructor(socketPath: string, listener: RelayGuestListener) {
    this.#socketPath = socketPath;
    this.#listener = listener;
  }

  /** All that is wanted from now on. */
  want(tracks: readonly WantedTrack[]): void {
    if (tracks.length === this.#wanted.length && tracks.every((track, at) => isSame(track, this.#wanted[at]))) return;
    this.#wanted = tracks;
    if (this.#isConnected) this.#send({ type: 'want', tracks });
    else if (tracks.length > 0 && !this.#socket && !this.#timer) this.#connect();
  }

  close(): void {
    this.#isClosed = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#socket?.destroy();
  }

  #connect(): void {
    const reader = new FrameReader<RelayNotice>();
    const socket = connect(this.#socketPath);
    this.#socket = socket;
    this.#timer = null;
    socket.on('connect', () => {
      this.#isConnected = true;
      this.#send({ type: 'want', tracks: this.#wanted });
    });
    socket.on('data', (chunk) => {
      try {
        for (const frame of reader.read(chunk)) {
          if ('message' in frame) this.#onNotice(frame.message);
          else this.#onPacket(frame.number, frame.packet);
        }
      } catch {
        socket.destroy();
      }
    });
    // Every error is followed by `close`.
    socket.on('error', () => undefined);
    socket.on('close', () => this.#onClose());
  }

  #onClose(): void {
    this.#socket = null;
    this.#isConnected = false;
    const sources = [...this.#sources.values()];
    this.#sources.clear();
    for (const { endpoint, session } of sources) this.#listener.onGone(endpoint, session);
    if (!this.#isClosed) this.#timer = setTimeout(() => this.#connect(), RETRY_MS);
  }

  #onNotice(notice: RelayNotice): void {
    if (notice.type === 'gone') {
      for (const [number, source] of this.#sources) if (source.session === notice.session) this.#sources.delete(number);
      return this.#listener.onGone(notice.endpoint, notice.session);
    }
    const { number, session, endpoint, name, codec } = notice;
    const requests = createKeyframeRequests();
    const requestKeyframe = (nowMs: number): void => {
      if (askKeyframe(requests, nowMs)) this.#send({ type: 'keyframe', track: { endpoint, name } });
    };
    this.#sources.set(number, { session, endpoint, name, codec, requestKeyframe });
  }

  #onPacket(number: number, packet: MediaPacket): void {
    const source = this.#sources.get(number);
    if (source) this.#listener.onPacket(source, packet);
  }

  #send(request: RelayRequest): void {
    if (this.#isConnected) this.#socket?.write(messageFrame(request));
  }
}

function isSame(one: WantedTrack, other: WantedTrack | undefined): boolean {
  return one.endpoint === other?.endpoint && one.name === other.name;
}
