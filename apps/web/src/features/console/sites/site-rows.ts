import type { ConferenceState, DeviceState, LinkGrade, PresenceBySite, Site, SitePresence } from '@diemcau/core';
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

/** Keeps the order it is given within equal trouble. */
export function arranged(rows: readonly SiteRow[], query: string, sort: SiteSort): readonly SiteRow[] {
  const found = query.trim() === '' ? rows : rows.filter((row) => matches(`${row.name} ${row.unitName}`, query));
  return sort === 'name' ? found : [...found].sort((a, b) => trouble(b) - trouble(a));
}

/**
 * How much a room needs somebody's eye. Whoever is on air or ready comes first whatever its state,
 * then rooms that are not there, that nobody can see or hear, and weak lines.
 */
export function trouble(row: SiteRow): number {
  return STAGE_WEIGHT[row.tally] + troubleOfState(row);
}

const STAGE_WEIGHT: Readonly<Record<SiteRow['tally'], number>> = { lost: 30, 'on-air': 30, standby: 20, queued: 0, idle: 0 };

function troubleOfState(row: SiteRow): number {
  if (!row.online) return 5;
  if (row.grade === 'bad' || row.grade === 'lost') return 4;
  if (isFailing(row.camera) || isFailing(row.microphone)) return 3;
  return row.grade === 'weak' ? 2 : 0;
}

export function isFailing(device: DeviceState | 'unknown'): boolean {
  return device === 'denied' || device === 'missing' || device === 'busy';
}

/** Rooms that are linked and still need a look. */
export function troubledCount(rows: readonly SiteRow[]): number {
  return rows.filter((row) => row.online && troubleOfState(row) > 0).length;
}

function siteRow(view: ConferenceState, site: Site, presence: SitePresence | undefined): SiteRow {
  const tally = tallyOf(view, site.siteId);
  const report = presence?.online ? presence.report : null;
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
