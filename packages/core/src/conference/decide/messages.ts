import { accept, refuse } from '../../kernel/decision.ts';
import { entryOf } from '../../kernel/entry-of.ts';
import type { RefusalCode } from '../../refusals.ts';
import type { ConferenceEvent } from '../events.ts';
import type { Addressee, ConferenceState } from '../state.ts';
import type { Handlers } from './handler.ts';
import { isRunning } from './phase.ts';
import { holdsChair, inBureau, isSite } from './who.ts';

/**
 * The bureau writes to one room, to a branch of the tree or to all, until the closing. The channel of
 * all sites is closed until the chair opens it; while it is open each room writes for itself, and the
 * bureau as such. How often anybody may write is the server's to limit.
 */
export const messageHandlers: Handlers<'SendMessage' | 'OpenChannel' | 'CloseChannel' | 'PostMessage'> = {
  SendMessage(state, { messageId, to, text }, { by, atMs }) {
    if (!inBureau(state, by)) return refuse('bureau-only');
    if (state.phase === 'closed') return refuse('conference-not-running');
    const flaw = badAddress(state, to);
    if (flaw) return refuse(flaw);
    if (text.trim() === '') return refuse('text-missing');
    if (entryOf(state.messages, messageId)) return refuse('message-id-taken');
    return accept({ type: 'MessageSent', messageId, to, text: text.trim(), atMs });
  },
  OpenChannel(state, _command, { by }) {
    if (!holdsChair(state, by)) return refuse('chair-only');
    if (!isRunning(state)) return refuse('conference-not-running');
    return state.channelOpen ? accept() : accept({ type: 'ChannelOpened' });
  },
  CloseChannel(state, _command, { by }) {
    if (!holdsChair(state, by)) return refuse('chair-only');
    return accept(...closingChannel(state));
  },
  PostMessage(state, { postId, siteId, text }, { by, atMs }) {
    if (siteId === null ? !inBureau(state, by) : !isSite(by, siteId)) return refuse('not-yours');
    if (siteId !== null && !entryOf(state.sites, siteId)) return refuse('site-unknown');
    if (!state.channelOpen) return refuse('channel-closed');
    if (text.trim() === '') return refuse('text-missing');
    if (entryOf(state.posts, postId)) return refuse('message-id-taken');
    return accept({ type: 'MessagePosted', postId, siteId, text: text.trim(), atMs });
  },
};

export function closingChannel(state: ConferenceState): ConferenceEvent[] {
  return state.channelOpen ? [{ type: 'ChannelClosed' }] : [];
}

function badAddress(state: ConferenceState, to: Addressee): RefusalCode | null {
  if (to.kind === 'site') return entryOf(state.sites, to.siteId) ? null : 'site-unknown';
  if (to.kind === 'all') return null;
  return Object.values(state.sites).some((site) => site.unitPath.includes(to.unitId)) ? null : 'branch-empty';
}
