import { entryOf } from '../kernel/entry-of.ts';
import type { SiteId } from '../kernel/ids.ts';
import type { Check, ConferenceState, PlannedCheck } from './state.ts';

export interface DueCheck extends Check {
  /** null until the conference is scheduled. */
  readonly dueAtMs: number | null;
  readonly overdue: boolean;
}

/** The checklist in the order in which things are due; console only. */
export function dueChecklist(state: ConferenceState, nowMs: number): readonly DueCheck[] {
  const checks = Object.values(state.checklist).sort((a, b) => b.dueBeforeMs - a.dueBeforeMs || (a.checkId < b.checkId ? -1 : 1));
  return checks.map((check) => {
    const dueAtMs = state.startsAtMs === null ? null : state.startsAtMs - check.dueBeforeMs;
    return { ...check, dueAtMs, overdue: dueAtMs !== null && check.doneAtMs === null && nowMs >= dueAtMs };
  });
}

/** Before the rehearsal, so that it shows whether they are mended. */
const CARRIED_DUE_BEFORE_MS = 4 * 86_400_000;
/** What two people can see to in a week. */
const CARRIED_MAX = 20;

/**
 * What went wrong, as items for the checklist of the next conference: rooms that called for help or
 * lost the floor to a dead link, those with the most trouble first. The text is the room's name.
 */
export function carriedChecks(state: ConferenceState): readonly PlannedCheck[] {
  const calls = [...Object.values(state.pastHelpCalls), ...Object.values(state.helpCalls)];
  const troubles = [
    ...calls.map(({ siteId, kind }) => ({ siteId, code: `mend-${kind}` })),
    ...state.pastSpeeches.filter((past) => past.reason === 'lost').map(({ siteId }) => ({ siteId, code: 'mend-network' })),
  ];
  const counted = countTroubles(troubles).sort((a, b) => b.times - a.times);
  return counted.slice(0, CARRIED_MAX).map(({ siteId, code }, place) => ({
    checkId: `carried-${place + 1}`,
    code,
    text: entryOf(state.sites, siteId)?.name ?? '',
    dueBeforeMs: CARRIED_DUE_BEFORE_MS,
    origin: 'carried',
  }));
}

interface Trouble {
  readonly siteId: SiteId;
  readonly code: string;
}

function countTroubles(troubles: readonly Trouble[]): (Trouble & { readonly times: number })[] {
  const counted = new Map<string, Trouble & { readonly times: number }>();
  for (const trouble of troubles) {
    const key = `${trouble.code} ${trouble.siteId}`;
    counted.set(key, { ...trouble, times: (counted.get(key)?.times ?? 0) + 1 });
  }
  return [...counted.values()];
}
