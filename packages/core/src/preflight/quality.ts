/** How the line of a room was while a conference ran: sums of one second each, which add up over minutes and workers. */
import type { LinkGrade, Rung } from '../protocol/presence.ts';

/** One second of one room. */
export interface QualitySample {
  readonly connected: boolean;
  readonly uplink: LinkGrade;
  readonly downlink: LinkGrade;
  readonly uplinkLossRatio: number | null;
  readonly downlinkLossRatio: number | null;
  readonly rttMs: number | null;
  /** Only while it sends its main picture: otherwise a low rate says nothing. */
  readonly uplinkBps: number | null;
  readonly rung: Rung | null;
}

/** A sum and of how many seconds. */
export interface Mean {
  readonly sum: number;
  readonly count: number;
}

export interface QualityTally {
  readonly seconds: number;
  readonly connectedSeconds: number;
  /** Connected, and the line up or down bad or lost. */
  readonly badSeconds: number;
  readonly uplinkLoss: Mean;
  readonly downlinkLoss: Mean;
  readonly rttMs: Mean;
  readonly rttMaxMs: number;
  readonly uplinkBps: Mean;
  /** Seconds at each rung below the full picture. */
  readonly smallSeconds: number;
  readonly audioSeconds: number;
  readonly textSeconds: number;
}

const NO_MEAN: Mean = { sum: 0, count: 0 };
export const NO_QUALITY: QualityTally = {
  seconds: 0,
  connectedSeconds: 0,
  badSeconds: 0,
  uplinkLoss: NO_MEAN,
  downlinkLoss: NO_MEAN,
  rttMs: NO_MEAN,
  rttMaxMs: 0,
  uplinkBps: NO_MEAN,
  smallSeconds: 0,
  audioSeconds: 0,
  textSeconds: 0,
};

export function tallyOfSample(sample: QualitySample): QualityTally {
  if (!sample.connected) return { ...NO_QUALITY, seconds: 1 };
  const bad = [sample.uplink, sample.downlink].some((grade) => grade === 'bad' || grade === 'lost');
  return {
    seconds: 1,
    connectedSeconds: 1,
    badSeconds: bad ? 1 : 0,
    uplinkLoss: meanOf(sample.uplinkLossRatio),
    downlinkLoss: meanOf(sample.downlinkLossRatio),
    rttMs: meanOf(sample.rttMs),
    rttMaxMs: sample.rttMs ?? 0,
    uplinkBps: meanOf(sample.uplinkBps),
    smallSeconds: sample.rung === 'small' ? 1 : 0,
    audioSeconds: sample.rung === 'audio' ? 1 : 0,
    textSeconds: sample.rung === 'text' ? 1 : 0,
  };
}

export function addQuality(a: QualityTally, b: QualityTally): QualityTally {
  return {
    seconds: a.seconds + b.seconds,
    connectedSeconds: a.connectedSeconds + b.connectedSeconds,
    badSeconds: a.badSeconds + b.badSeconds,
    uplinkLoss: addMean(a.uplinkLoss, b.uplinkLoss),
    downlinkLoss: addMean(a.downlinkLoss, b.downlinkLoss),
    rttMs: addMean(a.rttMs, b.rttMs),
    rttMaxMs: Math.max(a.rttMaxMs, b.rttMaxMs),
    uplinkBps: addMean(a.uplinkBps, b.uplinkBps),
    smallSeconds: a.smallSeconds + b.smallSeconds,
    audioSeconds: a.audioSeconds + b.audioSeconds,
    textSeconds: a.textSeconds + b.textSeconds,
  };
}

/** null: nothing was measured. */
export function meanValue({ sum, count }: Mean): number | null {
  return count > 0 ? sum / count : null;
}

function meanOf(value: number | null): Mean {
  return value === null ? NO_MEAN : { sum: value, count: 1 };
}

function addMean(a: Mean, b: Mean): Mean {
  return { sum: a.sum + b.sum, count: a.count + b.count };
}

/** A room that had been there and was away; `untilMs` null: it has not come back. */
export interface Cut {
  readonly fromMs: number;
  readonly untilMs: number | null;
}

/** `absent`: it never came. */
export const QUALITY_GRADES = ['good', 'weak', 'bad', 'absent'] as const;
export type QualityGrade = (typeof QUALITY_GRADES)[number];

/** Away for a tenth, or cut off for five minutes: it has missed an item. */
const BAD_CONNECTED_SHARE = 0.9;
const BAD_CUT_MS = 300_000;
/** As the line is graded each second (link-health of the room): from there on words go missing. */
const BAD_LOSS_RATIO = 0.1;
const WEAK_LOSS_RATIO = 0.03;
/** A minute an hour of something less than the whole picture is a gust; more is the weather. */
const WEAK_SHARE = 1 / 60;

/** In one word how a conference went for a room. */
export function gradeQuality(tally: QualityTally, cuts: readonly Cut[], nowMs: number): QualityGrade {
  const { seconds, connectedSeconds, badSeconds, smallSeconds, audioSeconds, textSeconds } = tally;
  if (connectedSeconds === 0) return 'absent';
  const loss = Math.max(meanValue(tally.uplinkLoss) ?? 0, meanValue(tally.downlinkLoss) ?? 0);
  const share = (part: number) => part / connectedSeconds;
  const cutOff = longestCutMs(cuts, nowMs) >= BAD_CUT_MS || connectedSeconds < seconds * BAD_CONNECTED_SHARE;
  if (cutOff || loss >= BAD_LOSS_RATIO || share(badSeconds + textSeconds) > 1 - BAD_CONNECTED_SHARE) return 'bad';
  const lessened = share(badSeconds + smallSeconds + audioSeconds + textSeconds) > WEAK_SHARE;
  return cuts.length > 0 || loss >= WEAK_LOSS_RATIO || lessened ? 'weak' : 'good';
}

export function cutMs(cuts: readonly Cut[], nowMs: number): number {
  return cuts.reduce((sum, { fromMs, untilMs }) => sum + Math.max(0, (untilMs ?? nowMs) - fromMs), 0);
}

export function longestCutMs(cuts: readonly Cut[], nowMs: number): number {
  return cuts.reduce((longest, { fromMs, untilMs }) => Math.max(longest, (untilMs ?? nowMs) - fromMs), 0);
}
