import { initLogger, PeerConnection, type Audio, type MediaHandler, type Track, type Video } from 'node-datachannel';
import { MediaFault, type SessionCloseReason } from '../media-plane.ts';

/** Where native and protocol trouble is written. Called on the main thread. */
export type MediaLog = (level: 'info' | 'warn' | 'error', message: string) => void;

export interface TransportSettings {
  readonly port: number;
  readonly bindAddress: string;
  readonly log: MediaLog;
}

export interface TransportListener {
  onOpen(): void;
  /** Called once, also when the caller closed it. */
  onClosed(reason: SessionCloseReason): void;
}

/** ICE pairs and the DTLS handshake take under 2 s on a bad line; who has not come after 15 s is not coming. */
const CONNECT_TIMEOUT_MS = 15_000;
/** Host candidates are read from the system and need no network; 5 s is a hung native thread. */
const GATHER_TIMEOUT_MS = 5_000;
const LOG_LEVELS = { Fatal: 'error', Error: 'error', Warning: 'warn' } as const;

/** Sends the native layer's own messages to `log`. There is one such log in a process: the last caller's. */
export function routeNativeLog(log: MediaLog): void {
  initLogger('Warning', (level, message) => {
    log(LOG_LEVELS[level as keyof typeof LOG_LEVELS] ?? 'info', `native: ${message}`);
  });
}

/**
 * One ICE and DTLS association and its tracks. Every call into the native layer and every callback out of
 * it is guarded: what throws there is logged and closes this session, never the process.
 */
export class PeerTransport {
  readonly #peer: PeerConnection;
  readonly #tracks: Track[] = [];
  readonly #listener: TransportListener;
  readonly #log: MediaLog;
  readonly #connectTimer: NodeJS.Timeout;
  #closed: Promise<void> | null = null;
  /** Packets do not pass any more. An association that ends while they do was ended by the peer (DTLS close_notify, RFC 6347 §4.1). */
  #lostIce = false;
  #firstMid = '0';

  constructor(name: string, settings: TransportSettings, listener: TransportListener) {
    this.#listener = listener;
    this.#log = settings.log;
    this.#peer = new PeerConnection(name, {
      iceServers: [],
      bindAddress: settings.bindAddress,
      enableIceUdpMux: true,
      portRangeBegin: settings.port,
      portRangeEnd: settings.port,
      disableAutoNegotiation: true,
      forceMediaTransport: true,
    });
    this.#peer.onStateChange((state) => this.#guard('state', () => this.#onState(state)));
    this.#peer.onIceStateChange((state) => {
      if (state === 'failed' || state === 'disconnected') this.#lostIce = true;
    });
    this.#connectTimer = setTimeout(() => void this.close('transport-failed'), CONNECT_TIMEOUT_MS);
  }

  /**
   * Adds a track for a section of the offer; call before `answer`. `onMessage` gets RTP and RTCP.
   *
   * No other callback of the track is set. Each is a handle of its own in the loop (uv_async_t), and for every packet
   * that comes in the loop looks at all of them: with four for each track of 291 sessions that was a sixth
   * of what the plane used.
   */
  addTrack(media: Video | Audio, events: { onMessage: (packet: Buffer) => void; handler?: MediaHandler }): Track {
    const track = this.#peer.addTrack(media);
    this.#tracks.push(track);
    if (this.#tracks.length === 1) this.#firstMid = media.mid();
    if (events.handler) track.setMediaHandler(events.handler);
    track.onMessage((packet) => this.#guard('packet', () => events.onMessage(packet)));
    // The native wrapper frees itself only when a closed callback is set.
    track.onClosed(() => undefined);
    return track;
  }

  /** Answers an offer once all candidates are gathered (no trickle needed). Throws MediaFault 'bad-sdp' or 'plane-down'. */
  async answer(offer: string): Promise<string> {
    const gathered = this.#gathered();
    try {
      this.#peer.setRemoteDescription(offer, 'offer');
      this.#peer.setLocalDescription('answer');
    } catch (error) {
      throw new MediaFault('bad-sdp', `native: ${String(error)}`);
    }
    if (!(await gathered)) throw new MediaFault('plane-down', 'native: no candidates gathered');
    const answer = this.#closed ? null : this.#peer.localDescription();
    if (!answer) throw new MediaFault('plane-down', 'the session closed before it was answered');
    return answer.sdp;
  }

  /** Adds the value of an `a=candidate` line. */
  addCandidate(candidate: string): void {
    if (this.#closed) return;
    this.#guard('candidate', () => this.#peer.addRemoteCandidate(`candidate:${candidate}`, this.#firstMid));
  }

  /** Idempotent; the first reason counts. Resolves when the native layer has let go. */
  close(reason: SessionCloseReason): Promise<void> {
    this.#closed ??= this.#closeOnce(reason);
    return this.#closed;
  }

  #closeOnce(reason: SessionCloseReason): Promise<void> {
    clearTimeout(this.#connectTimer);
    this.#listener.onClosed(reason);
    return new Promise((resolve) => {
      // Not inside a native callback of the object that is being closed.
      setImmediate(() => {
        for (const track of this.#tracks) this.#guard('close track', () => track.close());
        this.#guard('close', () => this.#peer.close());
        resolve();
      });
    });
  }

  #onState(state: string): void {
    if (state === 'connected') {
      clearTimeout(this.#connectTimer);
      if (!this.#closed) this.#listener.onOpen();
    }
    if (state === 'failed') void this.close('transport-failed');
    // Each callback has a native queue of its own; after this turn the one of ICE has been heard, too.
    if (state === 'disconnected' || state === 'closed')
      setImmediate(() => void this.close(this.#lostIce ? 'transport-failed' : 'ended-by-peer'));
  }

  #gathered(): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), GATHER_TIMEOUT_MS);
      this.#peer.onGatheringStateChange((state) => {
        if (state !== 'complete') return;
        clearTimeout(timer);
        resolve(true);
      });
    });
  }

  #guard(what: string, act: () => void): void {
    try {
      act();
    } catch (error) {
      this.#log('error', `${what}: ${String(error)}`);
    }
  }
}
