/**
 * Each phone holds its own copy of the view by the rules of the protocol. As thousands are sent the same bytes, each
 * step is computed once in a process and shared: what a phone holds is what those bytes make of what it held.
 */
import { EMPTY_REPLICA, receive, type Replica, type ServerMessage } from '@diemcau/core';

/** Frames that come to all phones of a process at about the same time: a view, some patches, ballots. */
const KEPT_FRAMES = 8;

interface Read {
  readonly bytes: Buffer;
  readonly message: ServerMessage;
}

const read: Read[] = [];
const steps = new WeakMap<ServerMessage, WeakMap<Replica, Replica | 'resync'>>();
const fresh = new Map<string, Replica>();

/** The message in a text frame. The payload is overwritten afterwards; what is kept is a copy. */
export function messageIn(payload: Buffer): ServerMessage {
  const known = read.find(({ bytes }) => bytes.equals(payload));
  if (known) return known.message;
  const message = JSON.parse(payload.toString()) as ServerMessage;
  // A welcome says what time it is, so each is another; and so is each place in a line.
  if (message.type !== 'state' && message.type !== 'patch' && message.type !== 'ballots') return message;
  read.unshift({ bytes: Buffer.from(payload), message });
  read.length = Math.min(read.length, KEPT_FRAMES);
  return message;
}

export function advance(held: Replica, message: ServerMessage): Replica | 'resync' {
  if (message.type === 'welcome') return held.build === message.build ? held : freshOf(message.build);
  const known = steps.get(message) ?? new WeakMap<Replica, Replica | 'resync'>();
  steps.set(message, known);
  const next = known.get(held) ?? receive(held, message);
  known.set(held, next);
  return next;
}

function freshOf(build: string): Replica {
  const known = fresh.get(build) ?? { ...EMPTY_REPLICA, build };
  fresh.set(build, known);
  return known;
}
