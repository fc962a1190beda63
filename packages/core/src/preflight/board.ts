/** How the board orders rooms, and what has changed since last time. */
import { rankOf, type PreflightPoint, type PreflightPointName, type PreflightVerdict } from './judge.ts';

export interface Checked {
  readonly verdict: PreflightVerdict;
  readonly points: readonly PreflightPoint[];
}

export interface BoardPlace {
  readonly name: string;
  readonly online: boolean;
  /** null: not yet checked for this conference. */
  readonly check: Checked | null;
}

export type Change = 'better' | 'worse' | 'same';

export interface PointChange {
  readonly point: PreflightPointName;
  readonly change: Exclude<Change, 'same'>;
  readonly before: PreflightPoint;
}

/** Only what has become better or worse; a point that was not there before is no change. */
export function changesSince(before: Checked, now: Checked): readonly PointChange[] {
  return now.points.flatMap((point) => {
    const earlier = before.points.find((one) => one.point === point.point);
    const change = earlier ? changeOf(earlier.verdict, point.verdict) : 'same';
    return change === 'same' || !earlier ? [] : [{ point: point.point, change, before: earlier }];
  });
}

export function changeOf(before: PreflightVerdict, now: PreflightVerdict): Change {
  if (rankOf(before) === rankOf(now)) return 'same';
  return rankOf(now) < rankOf(before) ? 'better' : 'worse';
}

/** Worst first: no-go, never seen, not checked though it is there, to check, go; then by how much is wrong, then by name. */
export function worstFirst<T extends BoardPlace>(places: readonly T[], compareNames: (a: string, b: string) => number): T[] {
  return places.toSorted((a, b) => urgency(b) - urgency(a) || wrongs(b) - wrongs(a) || compareNames(a.name, b.name));
}

function urgency({ check, online }: BoardPlace): number {
  if (check?.verdict === 'no-go') return 4;
  if (!check) return online ? 2 : 3;
  return check.verdict === 'check' ? 1 : 0;
}

/** A no-go outweighs any number of points that work. */
function wrongs({ check }: BoardPlace): number {
  return (check?.points ?? []).reduce((sum, { verdict }) => sum + (verdict === 'no-go' ? 100 : verdict === 'check' ? 1 : 0), 0);
}

export interface BoardCount extends Readonly<Record<PreflightVerdict, number>> {
  readonly unchecked: number;
}

export function countBoard(places: readonly Pick<BoardPlace, 'check'>[]): BoardCount {
  const of = (verdict: PreflightVerdict) => places.filter(({ check }) => check?.verdict === verdict).length;
  return { go: of('go'), check: of('check'), 'no-go': of('no-go'), unchecked: places.filter(({ check }) => !check).length };
}
