/** Times of many acts in little memory: a run of days keeps a few hundred numbers. */

/** Each bucket is 2 % longer than the one before: nobody reads a percentile more exactly. */
const STEP = Math.log(1.02);

export interface LatencySummary {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** As it goes from one process to another. */
export interface LatencyCounts {
  readonly buckets: Readonly<Record<string, number>>;
  readonly maxMs: number;
}

export class Latencies {
  readonly #buckets = new Map<number, number>();
  #maxMs = 0;

  add(ms: number): void {
    const bucket = Math.ceil(Math.log(Math.max(ms, 1)) / STEP);
    this.#buckets.set(bucket, (this.#buckets.get(bucket) ?? 0) + 1);
    this.#maxMs = Math.max(this.#maxMs, ms);
  }

  get counts(): LatencyCounts {
    return { buckets: Object.fromEntries(this.#buckets), maxMs: this.#maxMs };
  }
}

/** null: there was nothing to measure. */
export function summaryOf(parts: readonly LatencyCounts[]): LatencySummary | null {
  const buckets = new Map<number, number>();
  for (const part of parts) {
    for (const [bucket, count] of Object.entries(part.buckets)) buckets.set(Number(bucket), (buckets.get(Number(bucket)) ?? 0) + count);
  }
  const sorted = [...buckets].sort(([a], [b]) => a - b);
  const count = sorted.reduce((sum, [, one]) => sum + one, 0);
  if (count === 0) return null;
  const max = Math.round(Math.max(...parts.map(({ maxMs }) => maxMs)));
  const at = (part: number) => Math.min(max, quantile(sorted, count * part));
  return { count, p50: at(0.5), p99: at(0.99), max };
}

function quantile(sorted: readonly (readonly [number, number])[], rank: number): number {
  let seen = 0;
  const found = sorted.find(([, count]) => (seen += count) >= rank);
  return Math.round(Math.exp((found?.[0] ?? 0) * STEP));
}
