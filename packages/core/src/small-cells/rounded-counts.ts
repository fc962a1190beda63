import type { PublishedCounts } from './counts.ts';
import { ROUNDING_BASE, roundedCount } from './policy.ts';

/** Published counts with every number rounded by itself: parts need not add up to their total, which the reader is told. */
export function roundedCounts(published: PublishedCounts, base: number = ROUNDING_BASE): PublishedCounts {
  const rounded = (count: number): number => roundedCount(count, base);
  return {
    columns: published.columns,
    rows: published.rows.map((row) => ({ ...row, people: rounded(row.people), figures: row.figures && row.figures.map(rounded) })),
  };
}
