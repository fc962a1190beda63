import type { ConferenceId } from '../kernel/ids.ts';
import type { ConferenceCommand } from './commands.ts';
import type { AgendaItem, ConferenceState, DocumentRef, ItemPlan } from './state.ts';

export interface TwinPlan {
  readonly conferenceId: ConferenceId;
  /** The caller marks it in the language of the organisation. */
  readonly title: string;
  readonly startsAtMs: number;
}

/**
 * The commands that make a rehearsal of a conference: a conference of its own with the same rooms,
 * officers, agenda and documents, that nobody mistakes for the real one and that may be thrown away.
 * The operator gives them in order. Ids of rooms, items and documents stay: they count within a
 * conference only, and a room that rehearses is that room.
 */
export function rehearsalCommands(state: ConferenceState, plan: TwinPlan): readonly ConferenceCommand[] {
  return twin(state, plan, true);
}

/** The same for the next conference of its kind; the checklist comes along, undone. */
export function duplicateCommands(state: ConferenceState, plan: TwinPlan): readonly ConferenceCommand[] {
  const checks = Object.values(state.checklist).filter((check) => check.origin !== 'carried');
  const items = checks.map(({ checkId, code, text, dueBeforeMs, origin }) => ({ checkId, code, text, dueBeforeMs, origin }));
  const commands = twin(state, plan, false);
  return items.length === 0 ? commands : [...commands, { type: 'AddChecklistItems', items }];
}

function twin(state: ConferenceState, { conferenceId, title, startsAtMs }: TwinPlan, rehearsal: boolean): readonly ConferenceCommand[] {
  const { kind, settings, hallSiteId } = state;
  const sites = Object.values(state.sites).map(({ unitPath, unitNames, ...site }) => ({
    ...site,
    unitPath: [...unitPath],
    ...(unitNames && { unitNames: [...unitNames] }),
  }));
  return [
    { type: 'CreateConference', conferenceId, title, kind, rehearsal, rehearsalOf: rehearsal ? state.conferenceId : null, settings },
    ...(sites.length === 0 ? [] : [{ type: 'AdmitSites' as const, sites }]),
    ...(hallSiteId === null ? [] : [{ type: 'SetHall' as const, siteId: hallSiteId }]),
    ...officers(state),
    { type: 'PlanAgenda', items: plans(state) },
    ...Object.values(state.documents).map((document) => ({ type: 'AttachDocument' as const, document: reference(document) })),
    { type: 'ScheduleConference', startsAtMs },
  ];
}

/** The appointed chair first, so that somebody holds the chair. */
function officers({ officers }: ConferenceState): readonly ConferenceCommand[] {
  const chairs = Object.values(officers).filter((officer) => officer.roles.includes('chair'));
  const others = Object.values(officers).filter((officer) => !officer.roles.includes('chair'));
  return [...chairs, ...others].map(({ accountId, roles }) => ({ type: 'AppointOfficer', accountId, roles: [...roles] }));
}

/** What was cut comes back: a twin begins with the whole plan. */
function plans(state: ConferenceState): ItemPlan[] {
  return state.agenda.map((itemId) => planOf(state.agendaItems[itemId]!));
}

function planOf({ itemId, kind, title, presenterUnitId, presenterSiteId, plannedMs, speechMs, notes }: AgendaItem): ItemPlan {
  return { itemId, kind, title, presenterUnitId, presenterSiteId, plannedMs, speechMs, notes };
}

function reference({ documentId, title, sha256, mediaType, bytes, visibleTo, itemId }: DocumentRef): DocumentRef {
  return { documentId, title, sha256, mediaType, bytes, visibleTo, itemId };
}
