/** Of how many packets took so many tenths of a millisecond: what the given share of them did not exceed. */
export function percentileMs(delays: readonly number[], share: number): number {
  const total = delays.reduce((sum, count) => sum + count, 0);
  let seen = 0;
  const at = delays.findIndex((count) => (seen += count) >= share * total && total > 0);
  return at < 0 ? NaN : (at + 1) / 10;
}
