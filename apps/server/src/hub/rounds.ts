/**
 * Goes round thousands of sockets in slices, so that whoever acts or arrives meanwhile is served in between.
 * A wish for another round while one is under way is kept once, however often it is uttered.
 */

/** Some 3 ms of writing, less than anybody notices on a console. */
export const SLICE_SOCKETS = 256;

export interface Rounds {
  /** Begins a round, its first slice at once; while one is under way or rests, the next follows it. */
  go(): void;
  /** Ends it where it is. Idempotent. */
  close(): void;
}

export interface RoundsOptions {
  /** How many times as long as a round took the next one waits; 0 unless given. */
  readonly restTimes?: number;
}

/** Whoever leaves meanwhile is not visited, whoever comes is; `visit` must not throw. */
export function createRounds<T>(members: ReadonlySet<T>, visit: (member: T) => void, { restTimes = 0 }: RoundsOptions = {}): Rounds {
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
    for (let visited = 0; visited < SLICE_SOCKETS; visited += 1) {
      const next = round.next();
      if (next.done) return finish();
      visit(next.value);
    }
    setImmediate(slice);
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
