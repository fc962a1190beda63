import { accept, refuse } from '../../kernel/decision.ts';
import type { Handlers } from './handler.ts';
import { held } from './speech.ts';
import { holdsChair } from './who.ts';

/**
 * A dead link keeps the floor for a grace; then the chair is asked: keep it for another grace, or
 * take it. The link may return at any moment, also while the chair thinks.
 */
export const linkHandlers: Handlers<'ReportLinkLost' | 'ReportLinkReturned' | 'EndGrace' | 'KeepFloor'> = {
  ReportLinkLost(state, { speechId }, { by, atMs }) {
    if (by.kind !== 'conductor') return refuse('conductor-only');
    const speech = held(state, speechId);
    if (!speech) return refuse('speech-over');
    if (speech.link !== 'up') return refuse('link-already-lost');
    return accept({ type: 'SpeechLinkLost', speechId, graceEndsAtMs: atMs + state.settings.graceMs });
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
    if (atMs < speech.graceEndsAtMs) return refuse('grace-not-over');
    return accept({ type: 'SpeechGraceEnded', speechId });
  },
  KeepFloor(state, { speechId }, { by, atMs }) {
    if (!holdsChair(state, by)) return refuse('chair-only');
    const speech = held(state, speechId);
    if (!speech) return refuse('speech-over');
    if (speech.link === 'up') return refuse('link-not-lost');
    return accept({ type: 'SpeechLinkLost', speechId, graceEndsAtMs: atMs + state.settings.graceMs });
  },
};
