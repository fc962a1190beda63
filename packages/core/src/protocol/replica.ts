import type { ConferenceState } from '../conference/state.ts';
import { patch } from './edit.ts';
import type { ServerMessage } from './messages.ts';

/** A client's copy of its audience's view. */
export interface Replica {
  readonly build: string | null;
  readonly version: number;
  readonly view: ConferenceState | null;
}

export const EMPTY_REPLICA: Replica = { build: null, version: 0, view: null };

/**
 * What the copy is after a message: the next copy, or `resync` when a patch does not fit on what is
 * there (forget the copy and say hello again without `have`). Messages about something else leave it
 * as it is, and so do frames not newer than the copy.
 */
export function receive(replica: Replica, message: ServerMessage): Replica | 'resync' {
  if (message.type === 'welcome') return replica.build === message.build ? replica : { ...EMPTY_REPLICA, build: message.build };
  if ((message.type !== 'state' && message.type !== 'patch') || isOld(replica, message.version)) return replica;
  if (message.type === 'state') return { ...replica, version: message.version, view: message.view };
  if (!replica.view || message.from !== replica.version) return 'resync';
  return { ...replica, version: message.version, view: patch(replica.view, message.edits) };
}

/** A worker that lags behind the one before it must not take a screen back in time. */
function isOld(replica: Replica, version: number): boolean {
  return replica.view !== null && version <= replica.version;
}

/** What to put into `hello` after a cut. */
export function have(replica: Replica): { readonly version: number; readonly build: string } | undefined {
  return replica.view && replica.build !== null ? { version: replica.version, build: replica.build } : undefined;
}
