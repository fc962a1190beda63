import { entryOf } from '../kernel/entry-of.ts';
import type { SiteId } from '../kernel/ids.ts';
import type { Addressee, ConferenceState, Headcount, HelpCall, Message, Site } from './state.ts';

/**
 * What is between one room and the bureau, and in no view: messages to the room or to a branch it
 * stands in, its open call for help and what it last counted. The server sends it to that room only.
 */
export interface SiteMail {
  /** Oldest first. */
  readonly messages: readonly Message[];
  readonly helpCall: HelpCall | null;
  readonly headcount: Headcount | null;
}

/**
 * The mail of a room. `afterNo` is the highest number it has shown; 0 gives everything the state
 * keeps. Pure, so that any worker sends the same again after a reconnect.
 */
export function mailFor(state: ConferenceState, siteId: SiteId, afterNo = 0): SiteMail {
  const site = entryOf(state.sites, siteId);
  const messages = Object.values(state.messages).filter(({ no, to }) => no > afterNo && site !== undefined && isAddressed(site, to));
  return {
    messages: messages.sort((a, b) => a.no - b.no),
    helpCall: entryOf(state.helpCalls, siteId) ?? null,
    headcount: entryOf(state.headcounts, siteId)?.at(-1) ?? null,
  };
}

/** Rooms whose mail a step changed. Parts that both states share are not looked into, so most steps cost nothing. */
export function mailedSites(before: ConferenceState | null, after: ConferenceState): readonly SiteId[] {
  const changed = new Set([
    ...changedKeys(before?.helpCalls ?? {}, after.helpCalls),
    ...changedKeys(before?.headcounts ?? {}, after.headcounts),
  ]);
  const fresh = changedKeys(before?.messages ?? {}, after.messages).flatMap((id) => entryOf(after.messages, id) ?? []);
  const mailed = Object.values(after.sites).filter(
    (site) => changed.has(site.siteId) || fresh.some((message) => isAddressed(site, message.to)),
  );
  return mailed.map((site) => site.siteId);
}

/** What is for all is in the view of sites. */
function isAddressed(site: Site, to: Addressee): boolean {
  if (to.kind === 'all') return false;
  return to.kind === 'site' ? to.siteId === site.siteId : site.unitPath.includes(to.unitId);
}

function changedKeys<T>(before: Readonly<Record<string, T>>, after: Readonly<Record<string, T>>): readonly string[] {
  if (before === after) return [];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => entryOf(before, key) !== entryOf(after, key));
}
