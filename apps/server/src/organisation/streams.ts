/** The streams of an organisation: its units, who may do what, its rooms, and which days it works. */
import {
  CALENDAR_SCHEMA_VERSION,
  decideCalendar,
  decideGrants,
  decideSites,
  decideTree,
  EMPTY_TREE,
  foldCalendar,
  foldGrants,
  foldSites,
  foldTree,
  GRANTS_SCHEMA_VERSION,
  NO_GRANTS,
  NO_SITES,
  NOTHING_ANNOUNCED,
  SITE_SCHEMA_VERSION,
  TREE_SCHEMA_VERSION,
  type CalendarCommand,
  type CalendarEvent,
  type CalendarState,
  type GrantsCommand,
  type GrantsEvent,
  type GrantsState,
  type SiteCommand,
  type SiteEvent,
  type SitesState,
  type TreeCommand,
  type TreeEvent,
  type TreeState,
} from '@diemcau/core';
import type { StreamFold, StreamRules } from '../journal/stream-fold.ts';

export const TREE_RULES: StreamRules<TreeState, TreeCommand, TreeEvent> = {
  stream: 'tree',
  schemaVersion: TREE_SCHEMA_VERSION,
  empty: EMPTY_TREE,
  fold: foldTree,
  decide: decideTree,
  steps: 'every-reading',
};

export const GRANTS_RULES: StreamRules<GrantsState, GrantsCommand, GrantsEvent> = {
  stream: 'grants',
  schemaVersion: GRANTS_SCHEMA_VERSION,
  empty: NO_GRANTS,
  fold: foldGrants,
  decide: decideGrants,
  steps: 'every-reading',
};

export const SITES_RULES: StreamRules<SitesState, SiteCommand, SiteEvent> = {
  stream: 'sites',
  schemaVersion: SITE_SCHEMA_VERSION,
  empty: NO_SITES,
  fold: foldSites,
  decide: decideSites,
  steps: 'every-reading',
};

export const CALENDAR_RULES: StreamRules<CalendarState, CalendarCommand, CalendarEvent> = {
  stream: 'calendar',
  schemaVersion: CALENDAR_SCHEMA_VERSION,
  empty: NOTHING_ANNOUNCED,
  fold: foldCalendar,
  decide: decideCalendar,
  steps: 'every-reading',
};

export type TreeStore = StreamFold<TreeState, TreeCommand, TreeEvent>;
export type GrantsStore = StreamFold<GrantsState, GrantsCommand, GrantsEvent>;
export type SitesStore = StreamFold<SitesState, SiteCommand, SiteEvent>;
export type CalendarStore = StreamFold<CalendarState, CalendarCommand, CalendarEvent>;
