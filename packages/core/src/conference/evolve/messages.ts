import { assert } from '../../kernel/assert.ts';
import { entryOf } from '../../kernel/entry-of.ts';
import type { SiteId } from '../../kernel/ids.ts';
import type { ConferenceState, HelpCall } from '../state.ts';
import { without, type Steps } from './step.ts';

/** A long day of a busy secretary. Overflow: the oldest leaves the state; the journal keeps it. */
const MESSAGES_KEPT_MAX = 500;
/** As far back as anybody scrolls. Overflow: the oldest leaves the state; the journal keeps it. */
const POSTS_KEPT_MAX = 200;
/** Three calls of each of 145 rooms. Overflow: the oldest leaves the state; the journal keeps it. */
const PAST_CALLS_KEPT_MAX = 500;

export const messageSteps: Steps<
  'MessageSent' | 'ChannelOpened' | 'ChannelClosed' | 'MessagePosted' | 'HelpCalled' | 'HelpAcknowledged' | 'HelpClosed'
> = {
  MessageSent: (state, { messageId, to, text, atMs }) => {
    const no = state.lastNo + 1;
    const messages = { ...state.messages, [messageId]: { messageId, no, to, text, sentAtMs: atMs } };
    return { ...state, lastNo: no, messages: newest(messages, MESSAGES_KEPT_MAX) };
  },
  ChannelOpened: (state) => ({ ...state, channelOpen: true }),
  ChannelClosed: (state) => ({ ...state, channelOpen: false }),
  MessagePosted: (state, { postId, siteId, text, atMs }) => {
    const no = state.lastNo + 1;
    const posts = { ...state.posts, [postId]: { postId, no, siteId, text, postedAtMs: atMs } };
    return { ...state, lastNo: no, posts: newest(posts, POSTS_KEPT_MAX) };
  },
  HelpCalled: (state, { callId, siteId, kind, text, atMs }) => {
    const calledAtMs = entryOf(state.helpCalls, siteId)?.calledAtMs ?? atMs;
    return withCall(state, { callId, siteId, kind, text, calledAtMs, acknowledgedAtMs: null });
  },
  HelpAcknowledged: (state, { siteId, atMs }) => withCall(state, { ...callOf(state, siteId), acknowledgedAtMs: atMs }),
  HelpClosed: (state, { callId, siteId, note, atMs }) => {
    const no = state.lastNo + 1;
    const pastHelpCalls = { ...state.pastHelpCalls, [callId]: { ...callOf(state, siteId), no, closedAtMs: atMs, note } };
    const helpCalls = without(state.helpCalls, siteId);
    return { ...state, lastNo: no, helpCalls, pastHelpCalls: newest(pastHelpCalls, PAST_CALLS_KEPT_MAX) };
  },
};

function callOf(state: ConferenceState, siteId: SiteId): HelpCall {
  const call = entryOf(state.helpCalls, siteId);
  assert(call, `no open call for help of ${siteId}`);
  return call;
}

function withCall(state: ConferenceState, call: HelpCall): ConferenceState {
  return { ...state, helpCalls: { ...state.helpCalls, [call.siteId]: call } };
}

/** Numbers decide, not the order of keys: those that look like integers come first in any object. */
function newest<T extends { readonly no: number }>(record: Readonly<Record<string, T>>, keptMax: number): Readonly<Record<string, T>> {
  const keys = Object.keys(record);
  if (keys.length <= keptMax) return record;
  const oldest = keys.reduce((first, key) => (record[key]!.no < record[first]!.no ? key : first));
  return without(record, oldest);
}
