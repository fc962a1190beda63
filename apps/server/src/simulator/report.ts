import type { LinkGrade, SiteReport } from '@diemcau/core';
import type { Random } from './random.ts';

/** How good a simulated room's link is; drawn once, so that a room keeps its character. */
export interface LinkCharacter {
  readonly rttMs: number;
  readonly lossRatio: number;
  /** By how much loss is above or below its usual just now; it drifts, so that a grade holds for a while. */
  swing: number;
}

/** Of a new swing this part is taken over each second: it turns in about ten seconds, as weather on a line does. */
const DRIFT = 0.1;

export function drawLink(random: Random): LinkCharacter {
  // Fibre inside a province answers in 4–30 ms; one room in eight is on a bad line.
  return random.oneIn(8)
    ? { rttMs: random.between(80, 220), lossRatio: random.between(0.01, 0.05), swing: 1 }
    : { rttMs: random.between(4, 30), lossRatio: random.between(0, 0.003), swing: 1 };
}

export interface Sending {
  readonly main: boolean;
  readonly bitrateBps: number;
  /** Loudest level just sent, in -dBov; null: no sound is sent. */
  readonly loudestDbov: number | null;
}

/** The report of one second. The microphone hears the room all the time; its level is the clip's while it is sent. */
export function makeReport(link: LinkCharacter, sending: Sending, random: Random): SiteReport {
  link.swing += (random.between(0.3, 1.7) - link.swing) * DRIFT;
  const lossRatio = link.lossRatio * link.swing;
  const levelDbfs = sending.loudestDbov === null ? -random.between(38, 52) : -sending.loudestDbov;
  return {
    camera: 'ok',
    microphone: 'ok',
    levelDbfs: round(levelDbfs, 1),
    sendingMain: sending.main,
    uplinkBps: Math.round(sending.bitrateBps),
    uplinkLossRatio: round(lossRatio, 4),
    downlinkLossRatio: round(lossRatio * random.between(0.5, 1), 4),
    rttMs: round(link.rttMs * random.between(0.8, 1.3), 1),
    uplink: gradeOf(lossRatio),
    downlink: gradeOf(lossRatio),
  };
}

/** Opus and NACK hide 2 % of loss; from 5 % on people notice (ITU-T G.1010 allows 3 % for speech). */
function gradeOf(lossRatio: number): LinkGrade {
  if (lossRatio < 0.02) return 'good';
  return lossRatio < 0.05 ? 'weak' : 'bad';
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
