import type { DueCheck } from '@diemcau/core';

const DAY_MS = 86_400_000;

export type GroupName = 'weeks' | 'days' | 'hours';

export interface CheckGroup {
  readonly name: GroupName;
  readonly checks: readonly DueCheck[];
}

/** Five days before, invitations are out and documents in; a day before, everything happens in the hall. */
const FROM: readonly (readonly [GroupName, number])[] = [
  ['weeks', 5 * DAY_MS],
  ['days', DAY_MS],
  ['hours', 0],
];

/** In the order in which they are due, by how far ahead that is; groups without checks are left out. */
export function checkGroups(checks: readonly DueCheck[]): readonly CheckGroup[] {
  const groupOf = ({ dueBeforeMs }: DueCheck) => FROM.find(([, fromMs]) => dueBeforeMs >= fromMs)?.[0] ?? 'hours';
  return FROM.map(([name]) => ({ name, checks: checks.filter((check) => groupOf(check) === name) })).filter(
    ({ checks: own }) => own.length > 0,
  );
}
