import { isCalendarDay } from '../kernel/day.ts';
import { accept, refuse, type Decision } from '../kernel/decision.ts';
import type { Enveloped } from '../kernel/envelope.ts';
import type { RefusalCode } from '../refusals.ts';
import type { SeriesCommand, SeriesCommandOf, SeriesCommandType, SeriesTemplate } from './commands.ts';
import type { SeriesEvent } from './events.ts';
import type { SeriesState } from './state.ts';

export type SeriesDecision = Decision<SeriesEvent>;
type Handler<T extends SeriesCommandType> = (state: SeriesState, command: SeriesCommandOf<T>) => SeriesDecision;

/** A series is changed until it ends. Who may, over its unit, is decided by `access`, not here. */
const HANDLERS: { readonly [T in Exclude<SeriesCommandType, 'CreateSeries'>]: Handler<T> } = {
  ReviseSeries(_state, { title, kind, rhythm }) {
    return title.trim() === '' ? refuse('title-missing') : accept({ type: 'SeriesRevised', title: title.trim(), kind, rhythm });
  },
  SetTemplate(_state, { template }) {
    const flaw = flawOf(template);
    return flaw ? refuse(flaw) : accept({ type: 'TemplateSet', template });
  },
  AddConference(state, { conferenceId, startsOn }) {
    if (!isCalendarDay(startsOn)) return refuse('day-invalid', { day: startsOn });
    if (state.conferences.some((held) => held.conferenceId === conferenceId)) return refuse('conference-in-series');
    return accept({ type: 'ConferenceAdded', conferenceId, startsOn });
  },
  EndSeries() {
    return accept({ type: 'SeriesEnded' });
  },
};

export function decideSeries({ command }: Enveloped<SeriesCommand>, state: SeriesState | null): SeriesDecision {
  if (command.type === 'CreateSeries') return create(command, state);
  if (!state) return refuse('series-unknown');
  if (state.ended) return refuse('series-ended');
  const handler = HANDLERS[command.type] as (state: SeriesState, command: SeriesCommand) => SeriesDecision;
  return handler(state, command);
}

function create(command: SeriesCommandOf<'CreateSeries'>, state: SeriesState | null): SeriesDecision {
  if (state) return refuse('series-exists');
  const { seriesId, unitId, kind, rhythm, template } = command;
  const title = command.title.trim();
  const flaw = title === '' ? 'title-missing' : flawOf(template);
  return flaw ? refuse(flaw) : accept({ type: 'SeriesCreated', seriesId, unitId, title, kind, rhythm, template });
}

/** What the conference made of it would refuse. */
function flawOf({ agenda, officers }: SeriesTemplate): RefusalCode | null {
  if (new Set(agenda.map((item) => item.itemId)).size < agenda.length) return 'item-id-taken';
  if (agenda.some((item) => item.title.trim() === '')) return 'title-missing';
  return officers.filter((officer) => officer.roles.includes('chair')).length > 1 ? 'chair-already-appointed' : null;
}
