import { accept, refuse } from '../../kernel/decision.ts';
import { entryOf } from '../../kernel/entry-of.ts';
import type { CommandOf } from '../commands.ts';
import type { ConferenceEvent } from '../events.ts';
import type { ConferenceState, Speech, SpeechEndReason } from '../state.ts';
import { allotmentMs } from './allotment.ts';
import type { Handlers } from './handler.ts';
import { holdsChair, inBureau, isSite } from './who.ts';

/**
 * The chair alone gives and takes the floor. Giving names the speech the chair saw (`replaces`), so
 * of two consoles acting at once one wins; a speech that ended meanwhile is in nobody's way. Whoever speaks may yield, and the bureau may yield for
 * them. The conductor's timers name the speech they were set for; another speech makes them void.
 */
export const speechHandlers: Handlers<'GrantFloor' | 'YieldFloor' | 'RevokeFloor' | 'ExtendSpeech' | 'TimeOutSpeech'> = {
  GrantFloor(state, command, { by, atMs }) {
    if (!holdsChair(state, by)) return refuse('chair-only');
    if (state.phase !== 'live') return refuse('conference-not-live');
    if (state.speech && state.speech.speechId !== command.replaces) return refuse('floor-already-taken');
    const waiting = state.standby?.requestId === command.requestId || state.queue.includes(command.requestId);
    if (!waiting) return refuse('request-gone');
    if (isSpoken(state, command.speechId)) return refuse('speech-id-taken');
    return accept(...granting(state, command, atMs));
  },
  YieldFloor(state, { speechId }, { by, atMs }) {
    const speech = held(state, speechId);
    if (!speech) return refuse('speech-over');
    if (!isSite(by, speech.siteId) && !inBureau(state, by)) return refuse('not-yours');
    return accept(...ending(state, speech, { reason: 'yielded', atMs, note: '' }));
  },
  RevokeFloor(state, { speechId, reason }, { by, atMs }) {
    if (!holdsChair(state, by)) return refuse('chair-only');
    const speech = held(state, speechId);
    if (!speech) return refuse('speech-over');
    return accept(...ending(state, speech, { reason: ifUp(speech, 'revoked'), atMs, note: reason.trim() }));
  },
  ExtendSpeech(state, { speechId, byMs }, { by, atMs }) {
    if (!holdsChair(state, by)) return refuse('chair-only');
    const speech = held(state, speechId);
    if (!speech) return refuse('speech-over');
    const nowMs = state.pausedAtMs ?? atMs;
    return accept({ type: 'SpeechExtended', speechId, endsAtMs: Math.max(speech.endsAtMs, nowMs) + byMs });
  },
  TimeOutSpeech(state, { speechId }, { by, atMs }) {
    if (by.kind !== 'conductor') return refuse('conductor-only');
    const speech = held(state, speechId);
    if (!speech) return refuse('speech-over');
    const dueAtMs = timeOutAtMs(state);
    if (dueAtMs === null || atMs < dueAtMs) return refuse('speech-not-due');
    return accept(...ending(state, speech, { reason: 'timed-out', atMs, note: '' }));
  },
};

/** When the floor is taken by itself; null: never, or the clock stands still. */
export function timeOutAtMs(state: ConferenceState): number | null {
  if (!state.speech || state.phase !== 'live' || state.settings.overrunMs === null) return null;
  return state.speech.endsAtMs + state.settings.overrunMs;
}

export function held(state: ConferenceState, speechId: string): Speech | null {
  return state.speech?.speechId === speechId ? state.speech : null;
}

/** A speaker whose link is dead loses the floor, whichever way the chair takes it. */
function ifUp(speech: Speech, reason: SpeechEndReason): SpeechEndReason {
  return speech.link === 'up' ? reason : 'lost';
}

interface Ending {
  readonly reason: SpeechEndReason;
  readonly atMs: number;
  readonly note: string;
}

/** Timers name the speech they were set for, so no two speeches share an id. */
function isSpoken(state: ConferenceState, speechId: string): boolean {
  return held(state, speechId) !== null || state.pastSpeeches.some((past) => past.speechId === speechId);
}

/** A speech takes its slides along. */
function ending(state: ConferenceState, speech: Speech, { reason, atMs, note }: Ending): ConferenceEvent[] {
  const ended: ConferenceEvent = { type: 'SpeechEnded', speechId: speech.speechId, atMs, reason, note };
  const ownSlides = state.slidesSiteId === speech.siteId && speech.siteId !== state.hallSiteId;
  return ownSlides ? [ended, { type: 'SlidesStopped' }] : [ended];
}

/** Queue, speech record, lower third and timer change in one append. */
function granting(state: ConferenceState, command: CommandOf<'GrantFloor'>, atMs: number): ConferenceEvent[] {
  const { requestId, speechId } = command;
  const siteId = entryOf(state.requests, requestId)?.siteId ?? '';
  const endsAtMs = atMs + (command.allottedMs ?? allotmentMs(state, siteId, atMs));
  const events: ConferenceEvent[] = [];
  if (state.speech) events.push(...ending(state, state.speech, { reason: ifUp(state.speech, 'superseded'), atMs, note: '' }));
  events.push({ type: 'FloorGranted', speechId, requestId, atMs, endsAtMs });
  return command.thenStandby ? [...events, ...followUp(state, requestId, atMs)] : events;
}

function followUp(state: ConferenceState, grantedId: string, atMs: number): ConferenceEvent[] {
  const next = state.queue.find((id) => id !== grantedId);
  if (next === undefined) return [];
  const occupied = state.standby !== null && state.standby.requestId !== grantedId;
  return occupied ? [] : [{ type: 'StandbyStarted', requestId: next, atMs }];
}
