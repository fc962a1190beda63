import type { SiteId } from '@diemcau/core';

/** Four rows of three: faces are still told apart at 1366 px, and twelve thumbnails cost less than one main picture. */
export const WALL_SLOTS = 12;

export function wallPages(count: number): number {
  return Math.max(1, Math.ceil(count / WALL_SLOTS));
}

/** Which sites the slots show on one page (0 first); the last page leaves slots empty. */
export function slotsOfPage(siteIds: readonly SiteId[], page: number): (SiteId | null)[] {
  const first = page * WALL_SLOTS;
  return Array.from({ length: WALL_SLOTS }, (_, slot) => siteIds[first + slot] ?? null);
}

export const NO_SLOTS: (SiteId | null)[] = Array.from({ length: WALL_SLOTS }, () => null);
