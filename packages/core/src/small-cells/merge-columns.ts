import type { PublicationPolicy } from './policy.ts';

/**
 * Groups of columns whose figures may be told of the whole: what is too small goes together, with the
 * smallest of the others as long as it is still too small or would stand alone. null: nothing is left to tell apart.
 */
export function mergedColumns(totals: readonly number[], { figureMin }: PublicationPolicy): readonly (readonly number[])[] | null {
  const isSmall = (column: number): boolean => totals[column]! > 0 && totals[column]! < figureMin;
  const all = totals.map((_, column) => column);
  const together = all.filter(isSmall);
  const shown = all.filter((column) => !isSmall(column)).toSorted((a, b) => totals[a]! - totals[b]! || a - b);
  const sum = (): number => together.reduce((total, column) => total + totals[column]!, 0);
  // Two small columns that make a large one are told as one; a column of nobody adds nothing to hide behind.
  while (together.length > 0 && (filled(together, totals) < 2 || sum() < figureMin)) {
    const next = shown.findIndex((column) => totals[column]! > 0);
    if (next < 0) return null;
    together.push(...shown.splice(next, 1));
  }
  const alone = shown.toSorted((a, b) => a - b).map((column) => [column]);
  if (together.length === 0) return alone;
  return alone.length === 0 ? null : [...alone, together.toSorted((a, b) => a - b)];
}

function filled(columns: readonly number[], totals: readonly number[]): number {
  return columns.filter((column) => totals[column]! > 0).length;
}
