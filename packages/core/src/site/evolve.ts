import { assert } from '../kernel/assert.ts';
import { entryOf } from '../kernel/entry-of.ts';
import type { SiteId } from '../kernel/ids.ts';
import type { SiteEvent, SiteEventType } from './events.ts';
import { NO_SITES, type RegisteredSite, type SitesState } from './state.ts';

type Draft = Map<SiteId, RegisteredSite>;
type EventOf<T extends SiteEventType> = Extract<SiteEvent, { type: T }>;

const STEPS: { readonly [T in SiteEventType]: (draft: Draft, event: EventOf<T>) => void } = {
  SitesRegistered(draft, { sites }) {
    for (const site of sites) draft.set(site.siteId, { ...site, active: true, officers: [] });
  },
  SiteRevised(draft, { siteId, code, name, kind, room, address, capacity }) {
    change(draft, siteId, () => ({ code, name, kind, room, address, capacity }));
  },
  SiteMoved: (draft, { siteId, unitId }) => change(draft, siteId, () => ({ unitId })),
  SiteRetired: (draft, { siteId }) => change(draft, siteId, () => ({ active: false })),
  SiteRestored: (draft, { siteId }) => change(draft, siteId, () => ({ active: true })),
  OfficerPosted(draft, { siteId, contactId }) {
    change(draft, siteId, ({ officers }) => ({ officers: [...officers.filter((id) => id !== contactId), contactId] }));
  },
  OfficerRelieved(draft, { siteId, contactId }) {
    change(draft, siteId, ({ officers }) => ({ officers: officers.filter((id) => id !== contactId) }));
  },
};

/** Never refuses; an unknown event type or site is a bug of ours. */
export function evolveSites(state: SitesState, event: SiteEvent): SitesState {
  return foldSites([event], state);
}

/** Linear in sites and events together. */
export function foldSites(events: Iterable<SiteEvent>, from: SitesState = NO_SITES): SitesState {
  const draft: Draft = new Map(from.sites);
  for (const event of events) {
    const step = entryOf(STEPS, event.type) as ((draft: Draft, event: SiteEvent) => void) | undefined;
    assert(step, `unknown event type ${String(event.type)}`);
    step(draft, event);
  }
  return { sites: draft };
}

function change(draft: Draft, siteId: SiteId, step: (site: RegisteredSite) => Partial<RegisteredSite>): void {
  const site = draft.get(siteId);
  assert(site, `event for unknown site ${siteId}`);
  draft.set(siteId, { ...site, ...step(site) });
}
