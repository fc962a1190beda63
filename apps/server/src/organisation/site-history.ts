/** What happened to a registered site, oldest first. */
import { sitesOf, type SiteEvent, type SiteId } from '@diemcau/core';
import type { Journal, Json } from '../journal/journal.ts';
import { eventOf } from '../journal/stream-fold.ts';
import { SITES_RULES } from './streams.ts';

export interface SiteFact {
  readonly event: SiteEvent;
  readonly atMs: number;
  readonly by: Json;
}

/** Few events are about one site, and the stream of a whole country is read in well under a second. */
const PAGE_EVENTS = 1_000;

/** Throws OutsideFault. */
export async function siteHistory(journal: Pick<Journal, 'read'>, siteId: SiteId): Promise<SiteFact[]> {
  const facts: SiteFact[] = [];
  for (let after = 0, more = true; more;) {
    const events = await journal.read(SITES_RULES.stream, after, PAGE_EVENTS);
    for (const recorded of events) {
      const event = eventOf<SiteEvent>(recorded);
      if (event && sitesOf(event).includes(siteId)) facts.push({ event: aboutOne(event, siteId), atMs: recorded.atMs, by: recorded.by });
    }
    after += events.length;
    more = events.length === PAGE_EVENTS;
  }
  return facts;
}

function aboutOne(event: SiteEvent, siteId: SiteId): SiteEvent {
  return event.type === 'SitesRegistered' ? { ...event, sites: event.sites.filter((site) => site.siteId === siteId) } : event;
}
