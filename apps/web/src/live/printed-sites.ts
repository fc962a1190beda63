import type { ConferenceState, Site } from '@diemcau/core';

const COLLATOR = new Intl.Collator('vi', { numeric: true });

/** The hall first, then level by level, by the name of the unit and of the room. */
export function printedSites({ sites, hallSiteId }: Pick<ConferenceState, 'sites' | 'hallSiteId'>): readonly Site[] {
  const rank = ({ siteId }: Site) => Number(siteId !== hallSiteId);
  return Object.values(sites).toSorted(
    (a, b) => rank(a) - rank(b) || a.level - b.level || COLLATOR.compare(a.unitName, b.unitName) || COLLATOR.compare(a.name, b.name),
  );
}
