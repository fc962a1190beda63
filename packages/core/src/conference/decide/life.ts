import { accept, refuse } from '../../kernel/decision.ts';
import type { ConferenceEvent } from '../events.ts';
import type { ConferenceState } from '../state.ts';
import { finishing } from './agenda.ts';
import type { Handlers } from './handler.ts';
import { closingChannel } from './messages.ts';
import { isAhead, isRunning } from './phase.ts';
import { holdsChair, mayOrganise } from './who.ts';

/**
 * Organisers prepare: they revise and schedule until the conference opens. Opening, pausing,
 * resuming, closing and reopening are the chair's alone. Reopening needs a reason. Organisers call off
 * what has not opened, with a reason, and throw a rehearsal away in any phase. That nobody holds the
 * chair yet is told to organisers only, since a room does not see who does.
 */
export const lifeHandlers: Handlers<
  | 'ReviseConference'
  | 'ScheduleConference'
  | 'OpenConference'
  | 'PauseConference'
  | 'ResumeConference'
  | 'CloseConference'
  | 'ReopenConference'
  | 'CancelConference'
> = {
  ReviseConference(state, { title, kind = null, settings }, { by }) {
    if (!mayOrganise(state, by)) return refuse('organiser-only');
    if (!isAhead(state)) return refuse('conference-already-open');
    return accept({ type: 'ConferenceRevised', title, kind, settings });
  },
  ScheduleConference(state, { startsAtMs }, { by }) {
    if (!mayOrganise(state, by)) return refuse('organiser-only');
    if (!isAhead(state)) return refuse('conference-not-draft');
    return accept({ type: 'ConferenceScheduled', startsAtMs });
  },
  OpenConference(state, _command, { by, atMs }) {
    if (!holdsChair(state, by)) return refuse(state.chairHolder === null && mayOrganise(state, by) ? 'chair-missing' : 'chair-only');
    if (state.phase !== 'scheduled') return refuse(isAhead(state) ? 'conference-not-scheduled' : 'conference-already-open');
    if (state.hallSiteId === null) return refuse('hall-missing');
    return accept({ type: 'ConferenceOpened', atMs });
  },
  PauseConference(state, _command, { by, atMs }) {
    if (!holdsChair(state, by)) return refuse('chair-only');
    if (state.phase !== 'live') return refuse('conference-not-live');
    return accept({ type: 'ConferencePaused', atMs });
  },
  ResumeConference(state, _command, { by, atMs }) {
    if (!holdsChair(state, by)) return refuse('chair-only');
    if (state.phase !== 'paused') return refuse('conference-not-paused');
    return accept({ type: 'ConferenceResumed', atMs });
  },
  CloseConference(state, _command, { by, atMs }) {
    if (!holdsChair(state, by)) return refuse('chair-only');
    if (!isRunning(state)) return refuse('conference-not-running');
    return accept(...closing(state, atMs));
  },
  ReopenConference(state, { reason }, { by, atMs }) {
    if (!holdsChair(state, by)) return refuse('chair-only');
    if (state.phase !== 'closed') return refuse('conference-not-closed');
    if (state.cancelled) return refuse('conference-cancelled');
    if (reason.trim() === '') return refuse('reason-missing');
    return accept({ type: 'ConferenceReopened', atMs, reason: reason.trim() });
  },
  CancelConference(state, { reason }, { by, atMs }) {
    if (!mayOrganise(state, by)) return refuse('organiser-only');
    if (state.cancelled) return accept();
    if (!state.rehearsal && !isAhead(state)) return refuse('conference-already-open');
    if (!state.rehearsal && reason.trim() === '') return refuse('reason-missing');
    return accept(...ending(state, atMs), { type: 'ConferenceCancelled', atMs, reason: reason.trim() });
  },
};

function closing(state: ConferenceState, atMs: number): ConferenceEvent[] {
  return [...ending(state, atMs), { type: 'ConferenceClosed', atMs }];
}

function ending(state: ConferenceState, atMs: number): ConferenceEvent[] {
  const events: ConferenceEvent[] = [];
  if (state.speech) events.push({ type: 'SpeechEnded', speechId: state.speech.speechId, atMs, reason: 'closed', note: '' });
  if (state.slidesSiteId !== null) events.push({ type: 'SlidesStopped' });
  return [...events, ...finishing(state, atMs), ...closingChannel(state)];
}
