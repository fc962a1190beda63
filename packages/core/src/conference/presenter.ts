import type { ItemPlan, Site } from './state.ts';

/** Is it this room's item? A named room presents alone; without one every room of the unit may. */
export function presents(site: Pick<Site, 'siteId' | 'unitId'>, item: Pick<ItemPlan, 'presenterSiteId' | 'presenterUnitId'>): boolean {
  return item.presenterSiteId === null ? item.presenterUnitId === site.unitId : item.presenterSiteId === site.siteId;
}
