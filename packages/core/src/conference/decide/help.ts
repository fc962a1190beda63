import { accept, refuse } from '../../kernel/decision.ts';
import { entryOf } from '../../kernel/entry-of.ts';
import type { Actor } from '../../kernel/envelope.ts';
import type { HelpCallId } from '../../kernel/ids.ts';
import type { ConferenceState, HelpCall } from '../state.ts';
import type { Handlers } from './handler.ts';
import { hasRole, inBureau, isSite } from './who.ts';

/**
 * A room says what is wrong; somebody who was phoned about it, the bureau, may say it for the room.
 * A room has one open call: calling again says it anew. The bureau or a technician takes a call up and
 * closes it, the room withdraws its own; both also after the closing, when things are put in order.
 */
export const helpHandlers: Handlers<'CallForHelp' | 'AcknowledgeHelp' | 'CloseHelp' | 'WithdrawHelp'> = {
  CallForHelp(state, { callId, siteId, kind, text }, { by, atMs }) {
    if (!isSite(by, siteId) && !inBureau(state, by)) return refuse('not-yours');
    if (state.phase === 'closed') return refuse('conference-not-running');
    if (!entryOf(state.sites, siteId)) return refuse('site-unknown');
    if (kind === 'other' && text.trim() === '') return refuse('text-missing');
    return accept({ type: 'HelpCalled', callId, siteId, kind, text: text.trim(), atMs });
  },
  AcknowledgeHelp(state, { callId }, { by, atMs }) {
    if (!mayHelp(state, by)) return refuse('bureau-only');
    const call = openCall(state, callId);
    if (!call) return refuse('help-gone');
    if (call.acknowledgedAtMs !== null) return accept();
    return accept({ type: 'HelpAcknowledged', callId, siteId: call.siteId, atMs });
  },
  CloseHelp(state, { callId, note }, { by, atMs }) {
    if (!mayHelp(state, by)) return refuse('bureau-only');
    const call = openCall(state, callId);
    if (!call) return refuse('help-gone');
    return accept({ type: 'HelpClosed', callId, siteId: call.siteId, note: note.trim(), atMs });
  },
  WithdrawHelp(state, { siteId }, { by, atMs }) {
    if (!isSite(by, siteId)) return refuse('not-yours');
    const call = entryOf(state.helpCalls, siteId);
    return call ? accept({ type: 'HelpClosed', callId: call.callId, siteId, note: '', atMs }) : accept();
  },
};

function mayHelp(state: ConferenceState, by: Actor): boolean {
  return inBureau(state, by) || hasRole(state, by, 'technician');
}

function openCall(state: ConferenceState, callId: HelpCallId): HelpCall | undefined {
  return Object.values(state.helpCalls).find((call) => call.callId === callId);
}
