/** Where a room stands by its trouble, and what it is about to be moved for. */
interface Settled {
  readonly trouble: number;
  readonly next: number;
  readonly sinceMs: number;
}

export type SettledOrder = ReadonlyMap<string, Settled>;

export const NOTHING_SETTLED: SettledOrder = new Map();

/** One bad reading is no news; three seconds are, and somebody should see it soon. */
const WORSE_AFTER_MS = 3_000;
/** Better is no hurry: a line that comes and goes stays where eyes have found it. */
const BETTER_AFTER_MS = 15_000;

/** Moves a room only for what has lasted, so that pictures do not dance about while somebody looks. */
export function settle(before: SettledOrder, troubles: readonly (readonly [string, number])[], nowMs: number): SettledOrder {
  return new Map(troubles.map(([siteId, trouble]) => [siteId, next(before.get(siteId), trouble, nowMs)]));
}

function next(before: Settled | undefined, trouble: number, nowMs: number): Settled {
  if (!before || trouble === before.trouble) return { trouble: before?.trouble ?? trouble, next: trouble, sinceMs: nowMs };
  const sameWay = before.next !== before.trouble && trouble > before.trouble === before.next > before.trouble;
  const sinceMs = sameWay ? before.sinceMs : nowMs;
  const wait = trouble > before.trouble ? WORSE_AFTER_MS : BETTER_AFTER_MS;
  return nowMs - sinceMs >= wait ? { trouble, next: trouble, sinceMs: nowMs } : { trouble: before.trouble, next: trouble, sinceMs };
}

/** Most trouble first; within equal trouble as they came. */
export function inSettledOrder<T extends { readonly siteId: string }>(rows: readonly T[], order: SettledOrder): readonly T[] {
  const trouble = ({ siteId }: T) => order.get(siteId)?.trouble ?? 0;
  return [...rows].sort((a, b) => trouble(b) - trouble(a));
}
