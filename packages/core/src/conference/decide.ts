import { accept, refuse } from '../kernel/decision.ts';
import type { Actor, Enveloped } from '../kernel/envelope.ts';
import type { CommandOf, ConferenceCommand, ConferenceCommandType } from './commands.ts';
import { agendaHandlers } from './decide/agenda.ts';
import { checklistHandlers } from './decide/checklist.ts';
import { documentHandlers } from './decide/documents.ts';
import type { ConferenceDecision, Handlers, Occasion } from './decide/handler.ts';
import { headcountHandlers } from './decide/headcount.ts';
import { helpHandlers } from './decide/help.ts';
import { lifeHandlers } from './decide/life.ts';
import { linkHandlers } from './decide/link.ts';
import { messageHandlers } from './decide/messages.ts';
import { peopleHandlers } from './decide/people.ts';
import { queueHandlers } from './decide/queue.ts';
import { slidesHandlers } from './decide/slides.ts';
import { speechHandlers } from './decide/speech.ts';
import type { ConferenceState } from './state.ts';

/** A command without a handler does not compile. */
const HANDLERS: Handlers<Exclude<ConferenceCommandType, 'CreateConference'>> = {
  ...lifeHandlers,
  ...peopleHandlers,
  ...queueHandlers,
  ...speechHandlers,
  ...linkHandlers,
  ...slidesHandlers,
  ...agendaHandlers,
  ...messageHandlers,
  ...helpHandlers,
  ...headcountHandlers,
  ...checklistHandlers,
  ...documentHandlers,
};

/**
 * The rules of a conference. Synchronous and total: the same code answers on the server with the
 * whole state and in a browser with its view of it.
 */
export function decide(request: Enveloped<ConferenceCommand>, state: ConferenceState | null): ConferenceDecision {
  const { command, atMs, by } = request;
  if (command.type === 'CreateConference') return create(command, state, by);
  if (!state) return refuse('conference-unknown');
  const handler = HANDLERS[command.type] as (state: ConferenceState, command: ConferenceCommand, occasion: Occasion) => ConferenceDecision;
  return handler(state, command, { atMs, by });
}

/** The operator creates conferences, and accounts that the server has asked `may` about (`conference.create`, over a unit). */
function create(command: CommandOf<'CreateConference'>, state: ConferenceState | null, by: Actor): ConferenceDecision {
  if (by.kind !== 'operator' && by.kind !== 'account') return refuse('organiser-only');
  if (state) return refuse('conference-exists');
  const { conferenceId, title, kind, rehearsal, rehearsalOf = null, settings } = command;
  return accept({ type: 'ConferenceCreated', conferenceId, title, kind, rehearsal, rehearsalOf, settings });
}
