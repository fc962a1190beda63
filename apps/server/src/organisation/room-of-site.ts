/** A registered site as a conference admits it: with its unit as the tree stands today. */
import { pathAt, placeOf, unitAt, type ConferenceCommand, type NewSite, type Site } from '@diemcau/core';
import type { Organisation } from './organisation.ts';

/** null: the register has no such site in use. */
export function roomOfSite(organisation: Organisation, siteId: string): NewSite | null {
  const site = organisation.sites.step.state.sites.get(siteId);
  if (!site?.active) return null;
  const { tree, day } = organisation.access();
  const place = placeOf(tree, site.unitId, day) ?? site.unitId;
  const unitPath = pathAt(tree, place, { day });
  const unitName = unitAt(tree, place, { day })?.name ?? site.name;
  const unitNames = unitPath.map((unitId) => unitAt(tree, unitId, { day })?.name ?? '');
  return { siteId, name: site.name, unitId: place, unitName, level: Math.max(unitPath.length - 1, 0), unitPath: [...unitPath], unitNames };
}

/** What brings these rooms to what register and tree say; null: they say it already. A site that was retired stays as it was. */
export function refreshOf(organisation: Organisation, sites: Readonly<Record<string, Site>>): ConferenceCommand | null {
  const changed = Object.values(sites).flatMap((site) => {
    const now = roomOfSite(organisation, site.siteId);
    return now && differs(site, now) ? [{ ...now, expectedCount: site.expectedCount }] : [];
  });
  return changed.length > 0 ? { type: 'RefreshSites', sites: changed } : null;
}

/** A room that was admitted without the names above it is brought them when something else has changed, too. */
function differs(site: Site, now: NewSite): boolean {
  const said = ({ name, unitId, unitName, level, unitPath = [], unitNames = [] }: NewSite | Site) =>
    JSON.stringify([name, unitId, unitName, level, unitPath, (site.unitNames ?? []).length > 0 ? unitNames : []]);
  return said(site) !== said(now);
}
