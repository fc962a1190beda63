/**
 * What thousands of phones in one process are sent is the same bytes. They are read once, and phones that hold the
 * same view after the same patch hold one copy of it: a phone costs its socket, not its view.
 */
import { receive, type ConferenceState, type Replica, type ServerMessage } from '@diemcau/core';

/** Frames that differ from phone to phone (welcome, pong) are small and not kept. */
const SHARED = ['{"type":"state"', '{"type":"patch"', '{"type":"ballots"'].map((head) => Buffer.from(head));
/** While one change goes out to everybody, stragglers may still be some changes behind. */
const RECENT_MAX = 16;

interface ReadFrame {
  readonly bytes: Buffer;
  readonly message: ServerMessage;
}

export class SharedFrames {
  readonly #recent: ReadFrame[] = [];
  readonly #patched = new WeakMap<ServerMessage, WeakMap<ConferenceState, ConferenceState>>();

  read(bytes: Buffer): ServerMessage {
    const known = this.#recent.find((one) => one.bytes.length === bytes.length && one.bytes.equals(bytes));
    if (known) return known.message;
    const message = JSON.parse(bytes.toString('utf8')) as ServerMessage;
    if (SHARED.some((head) => bytes.subarray(0, head.length).equals(head))) {
      // A copy: what the socket hands over is part of a larger block.
      this.#recent.unshift({ bytes: Buffer.from(bytes), message });
      this.#recent.length = Math.min(this.#recent.length, RECENT_MAX);
    }
    return message;
  }

  /** As `receive` of core. */
  receive(replica: Replica, message: ServerMessage): Replica | 'resync' {
    const fits = message.type === 'patch' && replica.view !== null && message.from === replica.version && message.version > message.from;
    if (!fits) return receive(replica, message);
    const known = this.#patched.get(message)?.get(replica.view!);
    if (known) return { ...replica, version: message.version, view: known };
    const next = receive(replica, message);
    if (next !== 'resync') this.#keep(message, replica.view!, next.view!);
    return next;
  }

  #keep(message: ServerMessage, before: ConferenceState, after: ConferenceState): void {
    const views = this.#patched.get(message) ?? new WeakMap<ConferenceState, ConferenceState>();
    this.#patched.set(message, views.set(before, after));
  }
}
