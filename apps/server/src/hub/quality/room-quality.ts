/** From what was measured to what is told of each room. */
import {
  cutMs,
  deviceName,
  gradeQuality,
  longestCutMs,
  meanValue,
  NO_QUALITY,
  type ConferenceState,
  type Cut,
  type QualityGrade,
  type QualityTally,
  type Site,
} from '@diemcau/core';

export interface Measured {
  readonly tally: QualityTally;
  readonly cuts: readonly Cut[];
  /** What the browsers of its devices called themselves, in the order of joining. */
  readonly devices: readonly string[];
}

export const NOT_MEASURED: Measured = { tally: NO_QUALITY, cuts: [], devices: [] };

/** Of one room in one conference. Means are over the seconds that were measured; null: none was. */
export interface RoomQuality {
  readonly siteId: string;
  readonly name: string;
  readonly unitName: string;
  readonly grade: QualityGrade;
  readonly seconds: number;
  readonly connectedSeconds: number;
  readonly badSeconds: number;
  readonly uplinkLossRatio: number | null;
  readonly downlinkLossRatio: number | null;
  readonly rttMs: number | null;
  readonly rttMaxMs: number | null;
  readonly uplinkBps: number | null;
  readonly smallSeconds: number;
  readonly audioSeconds: number;
  readonly textSeconds: number;
  readonly cuts: readonly Cut[];
  readonly cutMs: number;
  readonly longestCutMs: number;
  /** Browser and system of each device that was on duty, without repeats. */
  readonly devices: readonly string[];
  /** How often another device took over. */
  readonly deviceChanges: number;
}

/** Worst first. */
export function roomQualities({ sites }: ConferenceState, measured: ReadonlyMap<string, Measured>, nowMs: number): RoomQuality[] {
  return worstFirst(Object.values(sites).map((site) => roomQuality(site, measured.get(site.siteId) ?? NOT_MEASURED, nowMs)));
}

const ORDER: Readonly<Record<QualityGrade, number>> = { absent: 0, bad: 1, weak: 2, good: 3 };
const COLLATOR = new Intl.Collator('vi', { numeric: true });

export function worstFirst(rooms: readonly RoomQuality[]): RoomQuality[] {
  return rooms.toSorted((a, b) => ORDER[a.grade] - ORDER[b.grade] || b.cutMs - a.cutMs || COLLATOR.compare(a.name, b.name));
}

function roomQuality({ siteId, name, unitName }: Site, { tally, cuts, devices }: Measured, nowMs: number): RoomQuality {
  const { seconds, connectedSeconds, badSeconds, smallSeconds, audioSeconds, textSeconds } = tally;
  return {
    siteId,
    name,
    unitName,
    grade: gradeQuality(tally, cuts, nowMs),
    seconds,
    connectedSeconds,
    badSeconds,
    uplinkLossRatio: meanValue(tally.uplinkLoss),
    downlinkLossRatio: meanValue(tally.downlinkLoss),
    rttMs: rounded(meanValue(tally.rttMs)),
    rttMaxMs: tally.rttMs.count > 0 ? Math.round(tally.rttMaxMs) : null,
    uplinkBps: rounded(meanValue(tally.uplinkBps)),
    smallSeconds,
    audioSeconds,
    textSeconds,
    cuts,
    cutMs: cutMs(cuts, nowMs),
    longestCutMs: longestCutMs(cuts, nowMs),
    devices: [...new Set(devices.map(deviceName))].filter((device) => device !== ''),
    deviceChanges: Math.max(0, devices.length - 1),
  };
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value);
}
