import type { ConferenceState, DeviceState, LinkGrade, PresenceBySite, Rung, Site, SitePresence, UnitId } from '@diemcau/core';
import { tallyOf } from '../../../live/floor.ts';
import { matches } from './matches.ts';

/** One room as the desk lists it; plain values, so that a row that did not change is not drawn again. */
export interface SiteRow {
  readonly siteId: string;
  readonly name: string;
  readonly unitName: string;
  readonly hall: boolean;
  readonly tally: 'on-air' | 'lost' | 'standby' | 'queued' | 'idle';
  readonly place: number | null;
  readonly online: boolean;
  readonly camera: DeviceState | 'unknown';
  readonly microphone: DeviceState | 'unknown';
  readonly grade: LinkGrade;
  /** What the media plane sends it; null: nothing, or not known yet. */
  readonly rung: Rung | null;
  /** Its browser cannot decode one of the pictures. */
  readonly undecoded: boolean;
}

export type SiteSort = 'worst' | 'name';

/** Names by Vietnamese collation; made once per set of sites, because collating 145 names a second is waste. */
export function sitesByName(sites: Readonly<Record<string, Site>>): readonly Site[] {
  const collator = new Intl.Collator('vi', { numeric: true });
  return Object.values(sites).sort((a, b) => a.level - b.level || collator.compare(a.name, b.name));
}

export function siteRows(view: ConferenceState, byName: readonly Site[], presence: PresenceBySite): readonly SiteRow[] {
  return byName.map((site) => siteRow(view, site, presence[site.siteId]));
}

/** Rooms found by any words of their name or unit. */
export function foundRows(rows: readonly SiteRow[], query: string): readonly SiteRow[] {
  return query.trim() === '' ? rows : rows.filter((row) => matches(`${row.name} ${row.unitName}`, query));
}

/** Rooms of a unit and of everything under it; null: all. */
export function rowsOfBranch(view: ConferenceState, rows: readonly SiteRow[], unitId: UnitId | null): readonly SiteRow[] {
  return unitId === null ? rows : rows.filter(({ siteId }) => view.sites[siteId]?.unitPath.includes(unitId));
}

/** Keeps the order it is given within equal trouble. */
export function arranged(rows: readonly SiteRow[], query: string, sort: SiteSort): readonly SiteRow[] {
  const found = foundRows(rows, query);
  return sort === 'name' ? found : [...found].sort((a, b) => trouble(b) - trouble(a));
}

/**
 * How much a room needs somebody's eye. Whoever is on air or ready comes first whatever its state,
 * then rooms that are not there, that nobody can see or hear, and weak lines.
 */
export function trouble(row: SiteRow): number {
  return STAGE_WEIGHT[row.tally] + TROUBLE[statusOf(row)];
}

const STAGE_WEIGHT: Readonly<Record<SiteRow['tally'], number>> = { lost: 30, 'on-air': 30, standby: 20, queued: 0, idle: 0 };

/** The one thing about a room that is said first. */
export type SiteStatus = 'away' | 'text' | 'bad' | 'audio' | 'device' | 'undecoded' | 'small' | 'weak' | 'good';

/** From rooms nobody reaches to rooms nobody need look at. */
export const TROUBLE: Readonly<Record<SiteStatus, number>> = {
  away: 8,
  text: 7,
  bad: 6,
  audio: 5,
  device: 4,
  undecoded: 3,
  small: 2,
  weak: 1,
  good: 0,
};

const BY_TROUBLE = (Object.keys(TROUBLE) as SiteStatus[]).sort((a, b) => TROUBLE[b] - TROUBLE[a]);

export function statusOf(row: SiteRow): SiteStatus {
  return BY_TROUBLE.find((status) => HOLDS[status](row)) ?? 'good';
}

const HOLDS: Readonly<Record<SiteStatus, (row: SiteRow) => boolean>> = {
  away: (row) => !row.online,
  text: (row) => row.rung === 'text',
  bad: (row) => row.grade === 'bad' || row.grade === 'lost',
  audio: (row) => row.rung === 'audio',
  device: (row) => isFailing(row.camera) || isFailing(row.microphone),
  undecoded: (row) => row.undecoded,
  small: (row) => row.rung === 'small',
  weak: (row) => row.grade === 'weak',
  good: () => true,
};

export function isFailing(device: DeviceState | 'unknown'): boolean {
  return device === 'denied' || device === 'missing' || device === 'busy';
}

/** Rooms that are linked and still need a look. */
export function troubledCount(rows: readonly SiteRow[]): number {
  return rows.filter((row) => row.online && statusOf(row) !== 'good').length;
}

function siteRow(view: ConferenceState, site: Site, presence: SitePresence | undefined): SiteRow {
  const tally = tallyOf(view, site.siteId);
  const report = presence?.online ? presence.report : null;
  const delivery = presence?.online ? presence.delivery : null;
  return {
    siteId: site.siteId,
    name: site.name,
    unitName: site.unitName === site.name ? '' : site.unitName,
    hall: site.siteId === view.hallSiteId,
    tally: tally.state,
    place: tally.state === 'queued' ? tally.place : null,
    online: presence?.online ?? false,
    camera: report?.camera ?? 'unknown',
    microphone: report?.microphone ?? 'unknown',
    grade: report ? worse(report.uplink, report.downlink) : 'unknown',
    rung: delivery?.rung ?? null,
    undecoded: (delivery?.unshownFeeds.length ?? 0) > 0,
  };
}

const BY_WORST: readonly LinkGrade[] = ['lost', 'bad', 'weak', 'good', 'unknown'];

function worse(a: LinkGrade, b: LinkGrade): LinkGrade {
  return BY_WORST.indexOf(a) <= BY_WORST.indexOf(b) ? a : b;
}

/** What arrives at the media plane counts more than what the room says of itself. */
export function heardDbfs(presence: SitePresence | undefined): number | null {
  if (!presence?.online) return null;
  return presence.audioLevelDbov === null ? (presence.report?.levelDbfs ?? null) : -presence.audioLevelDbov;
}
