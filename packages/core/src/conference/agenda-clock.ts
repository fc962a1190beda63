import { entryOf } from '../kernel/entry-of.ts';
import type { ItemId, SiteId } from '../kernel/ids.ts';
import { usualSpeechMs } from './decide/allotment.ts';
import { isAhead } from './decide/phase.ts';
import { presents } from './presenter.ts';
import { runningClockMs } from './running-clock.ts';
import type { AgendaItem, ConferenceState, ItemStatus } from './state.ts';

/** When an item was, is or will be, if everything goes on as planned from now on. */
export interface ItemTime {
  readonly itemId: ItemId;
  readonly status: ItemStatus;
  readonly fromMs: number;
  readonly untilMs: number;
  /** How long it ran or runs past what was planned; 0 for what is to come. */
  readonly overrunMs: number;
}

export interface AgendaClock {
  /** In the order of the day, without what was cut. */
  readonly items: readonly ItemTime[];
  /** When the agenda ends, re-planned from now; null without one. */
  readonly expectedEndAtMs: number | null;
  /** When it was to end at the opening; before it, what stands now. */
  readonly plannedEndAtMs: number | null;
  /** Expected behind planned; negative when ahead of time. */
  readonly lateMs: number;
}

/**
 * Where we are. Works on every view. A pause stops the running item, so while it lasts the expected
 * end moves with the clock on the wall, and the planned one stays.
 */
export function agendaClock(state: ConferenceState, nowMs: number): AgendaClock {
  const items = itemTimes(state, nowMs);
  const expectedEndAtMs = items.length === 0 ? null : (state.closedAtMs ?? endOf(state, nowMs));
  const plannedEndAtMs = state.plannedEndAtMs ?? plannedAhead(state);
  const lateMs = expectedEndAtMs === null || plannedEndAtMs === null ? 0 : expectedEndAtMs - plannedEndAtMs;
  return { items, expectedEndAtMs, plannedEndAtMs, lateMs };
}

/** What the running item has left of its time; 0 when it is over, null when none runs. */
export function currentLeftMs(state: ConferenceState, nowMs: number): number | null {
  const item = state.currentItemId === null ? undefined : entryOf(state.agendaItems, state.currentItemId);
  return item ? Math.max(0, item.plannedMs - ranMs(state, item, nowMs)) : null;
}

export interface Cuts {
  readonly itemIds: readonly ItemId[];
  readonly savedMs: number;
  /** Cutting these ends the conference on time. */
  readonly enough: boolean;
}

/**
 * What could be cut to end on time: as few items as possible. If one is enough, the shortest that is;
 * else the longest goes and the rest is looked at again. Ballots and conclusions are what the
 * conference is for, so they are never proposed.
 */
export function proposedCuts(state: ConferenceState, nowMs: number): Cuts {
  let open = ahead(state).filter((item) => item.kind !== 'ballot' && item.kind !== 'conclusion');
  const cut: AgendaItem[] = [];
  let lateMs = agendaClock(state, nowMs).lateMs;
  while (lateMs > 0 && open.length > 0) {
    const next = bestCut(open, lateMs);
    cut.push(next);
    open = open.filter((item) => item !== next);
    lateMs -= next.plannedMs;
  }
  return { itemIds: cut.map((item) => item.itemId), savedMs: total(cut), enough: lateMs <= 0 };
}

/** When a room is expected to speak, and why. */
export interface Turn {
  readonly kind: 'speaking' | 'queue' | 'item';
  readonly atMs: number;
  /** Speeches before it; 0 for an agenda item. */
  readonly ahead: number;
  /** The agenda item that its unit presents. */
  readonly itemId: ItemId | null;
}

/** When is it our turn: in the floor's queue and in the agenda, the next first. Works on the view of a site. */
export function turnsOf(state: ConferenceState, siteId: SiteId, nowMs: number): readonly Turn[] {
  return [...floorTurns(state, siteId, nowMs), ...itemTurns(state, siteId, nowMs)].sort((a, b) => a.atMs - b.atMs);
}

function floorTurns(state: ConferenceState, siteId: SiteId, nowMs: number): readonly Turn[] {
  if (state.speech?.siteId === siteId) return [{ kind: 'speaking', atMs: state.speech.startedAtMs, ahead: 0, itemId: null }];
  const waiting = [...(state.standby ? [state.standby.requestId] : []), ...state.queue];
  const place = waiting.findIndex((id) => entryOf(state.requests, id)?.siteId === siteId);
  if (place < 0) return [];
  const atMs = floorFreeAtMs(state, nowMs) + place * usualSpeechMs(state);
  return [{ kind: 'queue', atMs, ahead: place + (state.speech ? 1 : 0), itemId: null }];
}

function itemTurns(state: ConferenceState, siteId: SiteId, nowMs: number): readonly Turn[] {
  const site = entryOf(state.sites, siteId);
  if (!site) return [];
  const own = itemTimes(state, nowMs).filter(({ itemId, status }) => status !== 'done' && presents(site, itemOf(state, itemId)));
  return own.map(({ itemId, fromMs }) => ({ kind: 'item', atMs: fromMs, ahead: 0, itemId }));
}

/** When whoever speaks is through; in a pause what is left begins now. */
function floorFreeAtMs({ speech, pausedAtMs }: ConferenceState, nowMs: number): number {
  return speech ? nowMs + Math.max(0, speech.endsAtMs - (pausedAtMs ?? nowMs)) : nowMs;
}

function itemTimes(state: ConferenceState, nowMs: number): readonly ItemTime[] {
  let cursorMs = startOfRest(state, nowMs);
  return inOrder(state).map((item) => {
    const fromMs = item.status === 'planned' ? cursorMs : (item.startedAtMs ?? nowMs);
    if (item.status === 'planned') cursorMs += item.plannedMs;
    const untilMs = item.status === 'planned' ? cursorMs : untilOf(state, item, nowMs);
    const overrunMs = Math.max(0, ranMs(state, item, nowMs) - item.plannedMs);
    return { itemId: item.itemId, status: item.status, fromMs, untilMs, overrunMs };
  });
}

function untilOf(state: ConferenceState, item: AgendaItem, nowMs: number): number {
  return item.status === 'running' ? startOfRest(state, nowMs) : (item.endedAtMs ?? nowMs);
}

/** When what has not begun can begin: after the running item, and never before the appointed hour. */
function startOfRest(state: ConferenceState, nowMs: number): number {
  const earliestMs = isAhead(state) ? Math.max(nowMs, state.startsAtMs ?? nowMs) : nowMs;
  return earliestMs + (currentLeftMs(state, nowMs) ?? 0);
}

function endOf(state: ConferenceState, nowMs: number): number {
  return startOfRest(state, nowMs) + total(ahead(state));
}

function plannedAhead(state: ConferenceState): number | null {
  return isAhead(state) && state.startsAtMs !== null && ahead(state).length > 0 ? state.startsAtMs + total(ahead(state)) : null;
}

function bestCut(open: readonly AgendaItem[], lateMs: number): AgendaItem {
  const enough = open.filter((item) => item.plannedMs >= lateMs);
  const [first, ...rest] = enough.length > 0 ? enough : open;
  const better = (item: AgendaItem, best: AgendaItem) =>
    enough.length > 0 ? item.plannedMs <= best.plannedMs : item.plannedMs >= best.plannedMs;
  // Of equals the later one: what comes first has been prepared for longer.
  return rest.reduce((best, item) => (better(item, best) ? item : best), first!);
}

function ranMs(state: ConferenceState, item: AgendaItem, nowMs: number): number {
  return item.ranMs + (item.runningFromMs === null ? 0 : Math.max(0, runningClockMs(state, nowMs) - item.runningFromMs));
}

function inOrder(state: ConferenceState): readonly AgendaItem[] {
  return state.agenda.map((itemId) => itemOf(state, itemId)).filter((item) => item.status !== 'cut');
}

function ahead(state: ConferenceState): readonly AgendaItem[] {
  return inOrder(state).filter((item) => item.status === 'planned');
}

function total(items: readonly AgendaItem[]): number {
  return items.reduce((sumMs, item) => sumMs + item.plannedMs, 0);
}

function itemOf(state: ConferenceState, itemId: ItemId): AgendaItem {
  return state.agendaItems[itemId]!;
}
