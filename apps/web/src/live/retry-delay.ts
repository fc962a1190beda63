/** A quarter of a second doubles up to 8 s: a restarted server is met at once, a dead one is not hammered (docs/protocol.md §2.6). */
const FIRST_MS = 250;
const LAST_MS = 8_000;

/** A random wait before attempt 0, 1, 2 …, so that 145 rooms do not come back in the same millisecond. */
export function retryDelayMs(attempt: number, random: () => number): number {
  return Math.round(random() * Math.min(LAST_MS, FIRST_MS * 2 ** attempt));
}
