/**
 * Goes round thousands of sockets in slices, so that whoever acts or arrives meanwhile is served in between.
 * A wish for another round while one is under way is kept once, however often it is uttered.
 */

/** Some 3 ms of writing, less than anybody notices on a console. */
export const SLICE_SOCKETS = 256;
/**
 * So many are looked at before the first of them is visited. What is known of one lies apart from what is known of
 * the next, and a system call between two lookings throws it out of the processor: looked at in one go, several are
 * fetched from memory at a time, which saves 4 % of what a write costs in all. What they and their sockets need fits in 256 kB.
 */
const GROUP_SOCKETS = 16;

export interface Rounds {
  /** Begins a round, its first slice at once; while one is under way or rests, the next follows it. */
  go(): void;
  /** Ends it where it is. Idempotent. */
  close(): void;
}

export interface RoundsOptions<T> {
  /** Whoever is not due is passed over. Must not throw. */
  readonly isDue?: (member: T) => boolean;
  /** How many times as long as a round took the next one waits; 0 unless given. */
  readonly restTimes?: number;
}

/** Whoever leaves before its group is looked at is not visited, whoever comes is; `visit` must not throw. */
export function createRounds<T>(members: ReadonlySet<T>, visit: (member: T) => void, options: RoundsOptions<T> = {}): Rounds {
  const { restTimes = 0, isDue = () => true } = options;
  let round: Iterator<T> | null = null;
  let beganMs = 0;
  let isWanted = false;
  let isClosed = false;
  let resting: NodeJS.Timeout | undefined;

  function go(): void {
    if (isClosed) return;
    if (round || resting) {
      isWanted = true;
      return;
    }
    isWanted = false;
    beganMs = performance.now();
    round = members.values();
    slice();
  }

  function slice(): void {
    if (!round) return;
    let isLast = false;
    for (let seen = 0; seen < SLICE_SOCKETS && !isLast; seen += GROUP_SOCKETS) isLast = visitGroup(round);
    if (isLast) finish();
    else setImmediate(slice);
  }

  /** True: it was the last one of the round. */
  function visitGroup(members: Iterator<T>): boolean {
    const due: T[] = [];
    let isLast = false;
    for (let looked = 0; looked < GROUP_SOCKETS && !isLast; looked += 1) {
      const next = members.next();
      if (next.done) isLast = true;
      else if (isDue(next.value)) due.push(next.value);
    }
    due.forEach(visit);
    return isLast;
  }

  function finish(): void {
    round = null;
    const restMs = (performance.now() - beganMs) * restTimes;
    if (restMs >= 1) resting = setTimeout(rested, restMs).unref();
    else if (isWanted) setImmediate(() => isWanted && go());
  }

  function rested(): void {
    resting = undefined;
    if (isWanted) go();
  }

  return {
    go,
    close() {
      isClosed = true;
      round = null;
      clearTimeout(resting);
    },
  };
}
