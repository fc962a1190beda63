import type { MediaAccess } from '@diemcau/core';

/** The offering half of a WHIP or WHEP session; both peers of `@diemcau/media/peers` are one. */
export interface OfferingPeer {
  offer(): Promise<string>;
  answer(sdp: string): void;
  onState(listener: (state: string) => void): () => void;
  close(): void;
}

export interface MediaSessionOptions<P extends OfferingPeer> {
  /** WHIP or WHEP address of the conference, query included. */
  readonly address: string;
  readonly makePeer: () => P;
  /** Returns 0–1; spreads attempts. */
  readonly random: () => number;
  /** The peer to use from now on; null: none. */
  readonly onPeer: (peer: P | null) => void;
}

/** Attempts after a failure lie one to three seconds apart, so that a plane that restarts is not stormed. */
const RETRY_MIN_MS = 1_000;
const RETRY_SPREAD_MS = 2_000;
/** No answer to an offer by then: the server is being restarted. */
const ANSWER_MAX_MS = 10_000;

/**
 * Keeps one WHIP (RFC 9725) or WHEP session open: opens it, replaces it in a new epoch of the media plane
 * and after a failure. Idempotent `close`.
 */
export class MediaSession<P extends OfferingPeer> {
  readonly #options: MediaSessionOptions<P>;
  #access: MediaAccess | null = null;
  #peer: P | null = null;
  #epoch: string | null = null;
  #location: string | null = null;
  #isOpening = false;
  #isClosed = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: MediaSessionOptions<P>) {
    this.#options = options;
  }

  /** What `welcome` and `media` messages say (docs/protocol.md §3). */
  follow(access: MediaAccess): void {
    this.#access = access;
    if (this.#peer && this.#epoch !== access.epoch) this.#drop();
    void this.#open();
  }

  /** Loses the session without a DELETE, as a broken line does. It comes back with the next `follow`. */
  cut(): void {
    this.#access = null;
    this.#drop();
  }

  /** Ends the session as RFC 9725 §4.2 says. It comes back with the next `follow`. */
  async rest(): Promise<void> {
    const location = this.#location;
    const access = this.#access;
    this.#access = null;
    clearTimeout(this.#timer);
    this.#drop();
    if (location) await this.#request(location, { method: 'DELETE' }, access).catch(() => undefined);
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.rest();
  }

  #isWanted(): boolean {
    return !this.#isClosed && !this.#isOpening && !this.#peer && this.#access?.up === true;
  }

  async #open(): Promise<void> {
    if (!this.#isWanted()) return;
    this.#isOpening = true;
    const epoch = this.#access?.epoch ?? null;
    const peer = this.#options.makePeer();
    const opened = await this.#negotiate(peer).catch(() => null);
    this.#isOpening = false;
    if (!opened || this.#isClosed || this.#access?.epoch !== epoch) {
      peer.close();
      return this.#retry();
    }
    this.#adopt(peer, opened, epoch);
  }

  #adopt(peer: P, location: string, epoch: string | null): void {
    this.#peer = peer;
    this.#epoch = epoch;
    this.#location = location;
    peer.onState((state) => {
      if (peer === this.#peer && (state === 'failed' || state === 'closed')) this.#onLost();
    });
    this.#options.onPeer(peer);
  }

  /** Returns the address of the session (RFC 9725 §4.2). */
  async #negotiate(peer: P): Promise<string> {
    const offer = await peer.offer();
    const response = await this.#request(this.#options.address, {
      method: 'POST',
      headers: { 'content-type': 'application/sdp' },
      body: offer,
    });
    if (response.status !== 201) throw new Error(`${this.#options.address} answered ${response.status}: ${await response.text()}`);
    peer.answer(await response.text());
    return new URL(response.headers.get('location') ?? '', this.#options.address).href;
  }

  #request(address: string, request: RequestInit, access = this.#access): Promise<Response> {
    const headers = { ...request.headers, authorization: `Bearer ${access?.token ?? ''}` };
    return fetch(address, { ...request, headers, signal: AbortSignal.timeout(ANSWER_MAX_MS) });
  }

  #onLost(): void {
    this.#drop();
    this.#retry();
  }

  #drop(): void {
    const peer = this.#peer;
    this.#peer = null;
    this.#location = null;
    if (!peer) return;
    this.#options.onPeer(null);
    peer.close();
  }

  #retry(): void {
    if (this.#isClosed) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#open(), RETRY_MIN_MS + this.#options.random() * RETRY_SPREAD_MS);
  }
}
