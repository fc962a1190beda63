import type { Day, UnitFact } from '@diemcau/core';

/** What one decision says about a unit from a day on. */
export interface TimelineEntry {
  readonly from: Day;
  readonly document: string;
  readonly recordedAtMs: number;
  readonly planned: boolean;
  /** Nothing of it holds any more: later records for the same day overrule it. */
  readonly overruled: boolean;
  readonly kind: 'begins' | 'ends' | 'changes';
  readonly facts: readonly UnitFact[];
}

/** The plan first, then the past, newest first; facts of one decision and one record together. */
export function timelineOf(facts: readonly UnitFact[], today: Day): readonly TimelineEntry[] {
  const groups = new Map<string, UnitFact[]>();
  for (const fact of facts) {
    const key = JSON.stringify([fact.from, fact.recordedAtMs, fact.document]);
    const group = groups.get(key);
    if (group) group.push(fact);
    else groups.set(key, [fact]);
  }
  const entries = [...groups.values()].map((group) => entryOf(group, today));
  return entries.sort((a, b) => compare(b.from, a.from) || b.recordedAtMs - a.recordedAtMs);
}

function entryOf(facts: readonly UnitFact[], today: Day): TimelineEntry {
  const { from, document, recordedAtMs } = facts[0]!;
  const exists = facts.find((fact) => fact.field === 'exists')?.value;
  return {
    from,
    document,
    recordedAtMs,
    planned: from > today,
    overruled: facts.every((fact) => !fact.holds),
    kind: exists === true ? 'begins' : exists === false ? 'ends' : 'changes',
    // That it begins or ends is the heading; an empty code or kind, and having no parent at the start, go without saying.
    facts: facts.filter((fact) => fact.field !== 'exists' && fact.value !== '' && !(exists === true && fact.value === null)),
  };
}

/** Units that the facts name, with a day on which each of them existed. */
export function namedIn(facts: readonly UnitFact[]): ReadonlyMap<string, Day> {
  const named = new Map<string, Day>();
  for (const { field, value, from } of facts) {
    if (field === 'parent' && typeof value === 'string') named.set(value, from);
    if (field === 'successors' && Array.isArray(value)) for (const unitId of value as readonly string[]) named.set(unitId, from);
  }
  return named;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
