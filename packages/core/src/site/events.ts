import type { SiteId, UnitId } from '../kernel/ids.ts';
import type { ContactId, SiteRecord } from './state.ts';

/**
 * Facts of the register of sites, in the one stream `sites`: a code is unique only where all of them
 * are seen, and an import of the country is one append instead of 37,000 streams.
 */
export type SiteEvent =
  | { readonly type: 'SitesRegistered'; readonly sites: readonly SiteRecord[]; readonly atMs: number }
  | ({ readonly type: 'SiteRevised'; readonly atMs: number } & Omit<SiteRecord, 'unitId'>)
  | { readonly type: 'SiteMoved'; readonly siteId: SiteId; readonly unitId: UnitId; readonly atMs: number }
  | { readonly type: 'SiteRetired'; readonly siteId: SiteId; readonly reason: string; readonly atMs: number }
  | { readonly type: 'SiteRestored'; readonly siteId: SiteId; readonly atMs: number }
  | { readonly type: 'OfficerPosted'; readonly siteId: SiteId; readonly contactId: ContactId; readonly atMs: number }
  | { readonly type: 'OfficerRelieved'; readonly siteId: SiteId; readonly contactId: ContactId; readonly atMs: number };

export type SiteEventType = SiteEvent['type'];
export const SITE_SCHEMA_VERSION = 1;

/** The sites an event is about. */
export function sitesOf(event: SiteEvent): readonly SiteId[] {
  return event.type === 'SitesRegistered' ? event.sites.map((site) => site.siteId) : [event.siteId];
}
