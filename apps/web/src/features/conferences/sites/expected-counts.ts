import { HEADCOUNT_MAX } from '@diemcau/core';
import type { SiteId } from '@diemcau/core';

/** What was typed for rooms and is not saved yet. */
export type TypedCounts = ReadonlyMap<SiteId, string>;

/** A count, null where nothing stands, or that it is none. Dots and spaces part thousands, as spreadsheets write them. */
export function readCount(text: string): number | null | 'no-count' {
  const digits = text.trim().replace(/(?<=\d)[.,\s](?=\d{3}(?!\d))/g, '');
  if (digits === '') return null;
  if (!/^\d+$/.test(digits)) return 'no-count';
  const count = Number(digits);
  return count <= HEADCOUNT_MAX ? count : 'no-count';
}

export type Pasted = { readonly ok: true; readonly typed: TypedCounts } | { readonly ok: false; readonly cell: string };

/** More cells than rooms are left out at the end; spreadsheets end a column with an empty line. */
export function pasteDown(typed: TypedCounts, siteIds: readonly SiteId[], column: string): Pasted {
  const cells = column.split(/\r?\n/).slice(0, siteIds.length);
  const bad = cells.find((cell) => readCount(cell) === 'no-count');
  if (bad !== undefined) return { ok: false, cell: bad.trim() };
  const filled = cells.flatMap((cell, place) => {
    const count = readCount(cell);
    return count === null ? [] : [[siteIds[place]!, String(count)] as const];
  });
  return { ok: true, typed: new Map([...typed, ...filled]) };
}

/** As many as there are seats, where nothing stands yet and seats are known. */
export function fillWithSeats(shown: (siteId: SiteId) => string, typed: TypedCounts, seats: ReadonlyMap<SiteId, number>): TypedCounts {
  const filled = [...seats].filter(([siteId, count]) => count > 0 && shown(siteId).trim() === '');
  return new Map([...typed, ...filled.map(([siteId, count]) => [siteId, String(count)] as const)]);
}
