import { accept, refuse } from '../../kernel/decision.ts';
import type { ConferenceEvent } from '../events.ts';
import type { ConferenceState } from '../state.ts';
import type { Handlers } from './handler.ts';
import { held } from './speech.ts';
import { holdsChair } from './who.ts';

/**
 * A dead link keeps the floor for a grace; then the chair is asked: keep it for another grace, or
 * take it. The link may return at any moment, also while the chair thinks. In a pause the grace stands
 * still: nobody is speaking, and the chair is not asked.
 */
export const linkHandlers: Handlers<'ReportLinkLost' | 'ReportLinkReturned' | 'EndGrace' | 'KeepFloor'> = {
  ReportLinkLost(state, { speechId }, { by, atMs }) {
    if (by.kind !== 'conductor') return refuse('conductor-only');
    const speech = held(state, speechId);
    if (!speech) return refuse('speech-over');
    if (speech.link !== 'up') return refuse('link-already-lost');
    return accept(graceBegins(state, speechId, atMs));
  },
  ReportLinkReturned(state, { speechId }, { by }) {
    if (by.kind !== 'conductor') return refuse('conductor-only');
    const speech = held(state, speechId);
    if (!speech) return refuse('speech-over');
    if (speech.link === 'up') return refuse('link-not-lost');
    return accept({ type: 'SpeechLinkReturned', speechId });
  },
  EndGrace(state, { speechId }, { by, atMs }) {
    if (by.kind !== 'conductor') return refuse('conductor-only');
    const speech = held(state, speechId);
    if (!speech) return refuse('speech-over');
    if (speech.graceEndsAtMs === null) return refuse('link-not-lost');
    const overAtMs = graceOverAtMs(state);
    if (overAtMs === null || atMs < overAtMs) return refuse('grace-not-over');
    return accept({ type: 'SpeechGraceEnded', speechId });
  },
  KeepFloor(state, { speechId }, { by, atMs }) {
    if (!holdsChair(state, by)) return refuse('chair-only');
    const speech = held(state, speechId);
    if (!speech) return refuse('speech-over');
    if (speech.link === 'up') return refuse('link-not-lost');
    return accept(graceBegins(state, speechId, atMs));
  },
};

/** When the chair is asked; null: no grace runs, or it stands still. */
export function graceOverAtMs(state: ConferenceState): number | null {
  return state.phase === 'live' ? (state.speech?.graceEndsAtMs ?? null) : null;
}

/** In a pause counted from its beginning, so that resuming leaves the whole grace. */
function graceBegins(state: ConferenceState, speechId: string, atMs: number): ConferenceEvent {
  return { type: 'SpeechLinkLost', speechId, graceEndsAtMs: (state.pausedAtMs ?? atMs) + state.settings.graceMs };
}
