/** Over what time phones come back that were all sent away together. */

/** Half of what a worker lets in (ADMISSION_PACE), so that they hardly meet the line; also where one worker of two takes them all. */
const PER_SECOND = 500;
/** A handful of phones need no spreading; a moment's patience costs them nothing. */
const LEAST_MS = 1_000;
/** A minute without news would be longer than anybody believes in the page. */
const MOST_MS = 60_000;

export function comeBackWithinMs(phones: number): number {
  return Math.min(MOST_MS, Math.max(LEAST_MS, Math.ceil((phones * 1_000) / PER_SECOND)));
}
