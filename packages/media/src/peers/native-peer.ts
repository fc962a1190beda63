import { PeerConnection, type Audio, type MediaHandler, type Track, type Video } from 'node-datachannel';

/** Addresses a peer may use; loopback by default, so that nothing leaves the machine. */
export interface PeerOptions {
  readonly bindAddress?: string;
}

/** The offering half of a session without its HTTP: used by the peers of this folder. Idempotent `close`. */
export class NativePeer {
  readonly #peer: PeerConnection;
  readonly #tracks: Track[] = [];
  readonly #stateListeners = new Set<(state: string) => void>();
  #isClosed = false;

  constructor(name: string, options: PeerOptions) {
    this.#peer = new PeerConnection(name, {
      iceServers: [],
      bindAddress: options.bindAddress ?? '127.0.0.1',
      disableAutoNegotiation: true,
      forceMediaTransport: true,
    });
    this.#peer.onStateChange((state) => {
      for (const listener of this.#stateListeners) listener(state);
    });
  }

  /** Without a handler the track gives RTP and RTCP as they come and sends RTCP. */
  addTrack(media: Audio | Video, handler: MediaHandler | null, onMessage: (packet: Buffer) => void): Track {
    const track = this.#peer.addTrack(media);
    this.#tracks.push(track);
    if (handler) track.setMediaHandler(handler);
    track.onMessage(onMessage);
    track.onClosed(() => undefined);
    return track;
  }

  /**
   * An offer without candidates: the plane learns this peer's address from its checks (RFC 8445 §7.3.1.3).
   * With them the plane checks at once, and on a busy machine its DTLS handshake overtakes `answer`, before
   * the native layer knows the fingerprint it must find.
   */
  offer(): Promise<string> {
    return new Promise((resolve) => {
      this.#peer.onGatheringStateChange((state) => {
        const description = state === 'complete' && !this.#isClosed ? this.#peer.localDescription() : null;
        if (description) resolve(description.sdp.replace(/^a=(candidate:|end-of-candidates).*\r\n/gm, ''));
      });
      this.#peer.setLocalDescription('offer');
    });
  }

  answer(sdp: string): void {
    this.#peer.setRemoteDescription(sdp, 'answer');
  }

  get state(): string {
    return this.#isClosed ? 'closed' : this.#peer.state();
  }

  /** Returns the function that stops listening. */
  onState(listener: (state: string) => void): () => void {
    this.#stateListeners.add(listener);
    return () => {
      this.#stateListeners.delete(listener);
    };
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const track of this.#tracks) track.close();
    this.#peer.close();
  }
}
