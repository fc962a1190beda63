import { foldVietnamese, worstFirst } from '@diemcau/core';
import type { PreflightVerdict } from '@diemcau/core';
import type { BoardRow } from '../../live/preflight/preflight-api.ts';

export type BoardFilter = 'all' | 'unchecked' | PreflightVerdict;

const COLLATOR = new Intl.Collator('vi', { numeric: true });

/** Worst first; every word of the search somewhere in name, unit or officer, without diacritics. */
export function shownRows(rows: readonly BoardRow[], filter: BoardFilter, search: string): readonly BoardRow[] {
  const words = foldVietnamese(search).split(' ').filter(Boolean);
  const found = rows.filter((row) => isOf(row, filter) && words.every((word) => soughtText(row).includes(word)));
  return worstFirst(found, COLLATOR.compare);
}

function isOf({ check }: BoardRow, filter: BoardFilter): boolean {
  if (filter === 'all') return true;
  return filter === 'unchecked' ? check === null : check?.verdict === filter;
}

function soughtText({ name, unitName, officers }: BoardRow): string {
  const people = officers.map((officer) => `${officer.name} ${officer.phone.replaceAll(/\D/g, '')}`);
  return foldVietnamese([name, unitName, ...people].join(' '));
}
