import type { SiteId } from '@diemcau/core';

/** Five rows of five: as many as one session of ours carries (protocol), and faces are still told apart at 1366 px. */
export const WALL_SLOTS = 25;

export function wallPages(count: number): number {
  return Math.max(1, Math.ceil(count / WALL_SLOTS));
}

/** Which sites the slots show on one page (0 first); the last page leaves slots empty. */
export function slotsOfPage(siteIds: readonly SiteId[], page: number): (SiteId | null)[] {
  const first = page * WALL_SLOTS;
  return Array.from({ length: WALL_SLOTS }, (_, slot) => siteIds[first + slot] ?? null);
}

/** A room keeps its slot while it stays on the page, so that moving in it makes no picture start again. */
export function keptSlots(before: readonly (SiteId | null)[], wanted: readonly (SiteId | null)[]): (SiteId | null)[] {
  const arriving = wanted.filter((siteId) => siteId !== null && !before.includes(siteId));
  return wanted.map((_, slot) => {
    const siteId = before[slot] ?? null;
    return siteId !== null && wanted.includes(siteId) ? siteId : (arriving.shift() ?? null);
  });
}

/** The page that a key leads to; null: it is no key of the wall. */
export function pageAfter(page: number, pages: number, key: string): number | null {
  if (key === 'PageDown') return Math.min(page + 1, pages - 1);
  if (key === 'PageUp') return Math.max(page - 1, 0);
  if (key === 'Home') return 0;
  return key === 'End' ? pages - 1 : null;
}

export const NO_SLOTS: (SiteId | null)[] = Array.from({ length: WALL_SLOTS }, () => null);
