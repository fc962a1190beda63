import type { LinkGrade, LinkSummary } from '@diemcau/core';
import type { RtcCounters } from './rtc-counters.ts';

/** One direction of this page's own link over the last second. */
export interface LinkReading {
  readonly bitrateBps: number;
  readonly lossRatio: number | null;
  readonly rttMs: number | null;
}

/** Opus and VP8 hide 3 % of loss from a listener; at 10 % words go missing whatever is done. */
const WEAK_LOSS_RATIO = 0.03;
const BAD_LOSS_RATIO = 0.1;
/** ITU-T G.114: conversation is fine below 150 ms one way and hard above 400 ms; both ways, with room for buffers. */
const WEAK_RTT_MS = 300;
const BAD_RTT_MS = 800;
/** A 720p speaker below this looks broken up even when nothing is lost. */
const WEAK_MAIN_BITRATE_BPS = 500_000;
const BAD_MAIN_BITRATE_BPS = 150_000;

export function readLink(before: RtcCounters, now: RtcCounters, elapsedMs: number): LinkReading {
  const packets = Math.max(0, now.packets - before.packets);
  const lost = Math.max(0, now.packetsLost - before.packetsLost);
  const counted = packets + lost > 0 ? lost / (packets + lost) : null;
  return {
    bitrateBps: Math.max(0, ((now.bytes - before.bytes) * 8 * 1000) / Math.max(1, elapsedMs)),
    // What goes up is judged by the receiver's own figure where there is one.
    lossRatio: now.remoteLossRatio ?? counted,
    rttMs: now.rttMs,
  };
}

export interface LinkCircumstances {
  /** The socket and the media session are there. */
  readonly connected: boolean;
  /** Main picture has been going out for a few seconds; only then a low rate means a bad link. */
  readonly sendingMain: boolean;
}

export function gradeLink(reading: LinkReading | null, { connected, sendingMain }: LinkCircumstances): LinkGrade {
  if (!connected) return 'lost';
  if (!reading || (reading.lossRatio === null && reading.rttMs === null)) return 'unknown';
  const { lossRatio, rttMs, bitrateBps } = reading;
  const slow = (limitBps: number) => sendingMain && bitrateBps < limitBps;
  if ((lossRatio ?? 0) >= BAD_LOSS_RATIO || (rttMs ?? 0) >= BAD_RTT_MS || slow(BAD_MAIN_BITRATE_BPS)) return 'bad';
  if ((lossRatio ?? 0) >= WEAK_LOSS_RATIO || (rttMs ?? 0) >= WEAK_RTT_MS || slow(WEAK_MAIN_BITRATE_BPS)) return 'weak';
  return 'good';
}

/** Whose fault a bad picture is, in the words of the screen. */
export type BrokenSide = 'your-network' | 'connection' | 'your-uplink' | 'your-downlink' | 'speaker' | 'hall' | 'server';

export interface LinkSigns {
  readonly socket: 'up' | 'cut' | 'offline';
  readonly mediaUp: boolean;
  readonly links: LinkSummary | null;
  readonly uplink: LinkGrade;
  readonly downlink: LinkGrade;
  /** This page is the one on air (or the hall), so `links` may be about itself. */
  readonly role: 'speaker' | 'hall' | 'viewer';
}

/**
 * One side, the one to look at first. Nothing can be said about others through a cut socket, only that
 * the server is at fault where the picture still flows past it. A
 * server that is being restarted explains everything behind it; and of two bad ends our own comes
 * first, because that is the one people in this room can mend.
 */
export function brokenSide(signs: LinkSigns): BrokenSide | null {
  const { links, role } = signs;
  if (signs.socket === 'offline') return 'your-network';
  if (signs.socket === 'cut') return signs.downlink === 'good' || signs.downlink === 'weak' ? 'server' : 'connection';
  if (!signs.mediaUp || links?.server === 'degraded') return 'server';
  if (isBroken(signs.uplink)) return 'your-uplink';
  if (isBroken(signs.downlink)) return 'your-downlink';
  if (role !== 'speaker' && links?.speaker && isBroken(links.speaker)) return 'speaker';
  if (role !== 'hall' && links && isBroken(links.hall)) return 'hall';
  return null;
}

function isBroken(grade: LinkGrade): boolean {
  return grade === 'bad' || grade === 'lost';
}
