import type { MediaAccess, PreflightMeasured } from '@diemcau/core';
import { openPeerSession } from '../peer-session.ts';
import type { PeerSession } from '../peer-session.ts';
import { downlinkCounters, uplinkCounters } from '../rtc-counters.ts';
import type { RtcCounters } from '../rtc-counters.ts';
import { pause } from './measure-camera.ts';
import { openNoisePicture } from './noise-picture.ts';
import { timeDownload, timeUpload } from './time-files.ts';

export type LineMeasure = PreflightMeasured['network'];

export interface LineParts {
  readonly conferenceId: string;
  readonly siteId: string;
  /** null: the media plane is away, or the conference runs: files are timed. */
  readonly access: MediaAccess | null;
  /** Of the live socket, where media tells none. */
  readonly roundTripMs: number | null;
}

/** As the room's main picture (whip-publisher.ts). */
const MAIN_BITRATE_MAX_BPS = 2_500_000;
const MAIN_FRAMERATE_MAX = 25;
/** ICE and DTLS over a bad line; a line that needs longer carries no conference. */
const CONNECT_WAIT_MS = 6_000;
/** The sender climbs to its rate first. */
const RAMP_UP_MS = 3_000;
const WATCH_MS = 4_000;
/** Hall and floor together; one test picture is less, so a file says how much more would pass. */
const DOWNLINK_NEEDED_BPS = 3_500_000;

const NOTHING: LineMeasure = {
  how: 'none',
  uplinkBps: null,
  downlinkBps: null,
  uplinkLossRatio: null,
  downlinkLossRatio: null,
  rttMs: null,
};

/** Through the media plane as a conference goes, or by files where that cannot be. */
export async function measureLine(parts: LineParts): Promise<LineMeasure> {
  const media = parts.access?.up ? await throughMedia(parts, parts.access).catch(() => null) : null;
  if (!media) return byFiles(parts);
  if ((media.downlinkBps ?? 0) >= DOWNLINK_NEEDED_BPS) return media;
  const downBps = await timeDownload(parts.siteId);
  return { ...media, downlinkBps: downBps === null ? media.downlinkBps : Math.max(media.downlinkBps ?? 0, downBps) };
}

async function byFiles({ siteId, roundTripMs }: LineParts): Promise<LineMeasure> {
  const downlinkBps = await timeDownload(siteId);
  const uplinkBps = await timeUpload(siteId, roundTripMs ?? 0);
  if (downlinkBps === null && uplinkBps === null) return { ...NOTHING, rttMs: roundTripMs };
  return { ...NOTHING, how: 'http', uplinkBps, downlinkBps, rttMs: roundTripMs };
}

async function throughMedia(parts: LineParts, access: MediaAccess): Promise<LineMeasure | null> {
  // A page in the background draws one picture a second: that would measure the page and not the line.
  const noise = document.hidden ? null : openNoisePicture();
  if (!noise) return null;
  const sessions: PeerSession[] = [];
  try {
    const up = await openUp(parts, access, noise.track);
    sessions.push(up);
    const down = await openDown(parts, access);
    sessions.push(down);
    await connected([up, down]);
    await pause(RAMP_UP_MS);
    const before = await countersOf(up, down);
    const began = performance.now();
    await pause(WATCH_MS);
    const after = await countersOf(up, down);
    return lineBetween(before, after, performance.now() - began);
  } finally {
    for (const session of sessions) session.close();
    noise.close();
  }
}

function openUp({ conferenceId }: LineParts, access: MediaAccess, track: MediaStreamTrack): Promise<PeerSession> {
  return openPeerSession({
    url: `/api/v1/conferences/${conferenceId}/whip?source=preflight`,
    token: access.token,
    iceServers: access.iceServers,
    prepare: (connection) => {
      // Sound comes first in an offer (docs/protocol.md §3); none is sent.
      connection.addTransceiver('audio', { direction: 'sendonly' });
      const sendEncodings = [{ maxBitrate: MAIN_BITRATE_MAX_BPS, maxFramerate: MAIN_FRAMERATE_MAX }];
      connection.addTransceiver(track, { direction: 'sendonly', sendEncodings });
    },
  });
}

function openDown({ conferenceId }: LineParts, access: MediaAccess): Promise<PeerSession> {
  return openPeerSession({
    url: `/api/v1/conferences/${conferenceId}/whep?feeds=echo`,
    token: access.token,
    iceServers: access.iceServers,
    prepare: (connection) => void connection.addTransceiver('video', { direction: 'recvonly' }),
  });
}

async function connected(sessions: readonly PeerSession[]): Promise<void> {
  const late = pause(CONNECT_WAIT_MS).then(() => Promise.reject(new Error('no media path')));
  await Promise.race([Promise.all(sessions.map((session) => session.connected)), late]);
}

interface BothCounters {
  readonly up: RtcCounters;
  readonly down: RtcCounters;
}

async function countersOf(up: PeerSession, down: PeerSession): Promise<BothCounters> {
  return { up: uplinkCounters(await up.connection.getStats()), down: downlinkCounters(await down.connection.getStats()) };
}

/** null: nothing came through. */
export function lineBetween(before: BothCounters, after: BothCounters, elapsedMs: number): LineMeasure | null {
  const rate = (from: RtcCounters, to: RtcCounters) => Math.round(((to.bytes - from.bytes) * 8 * 1_000) / elapsedMs);
  const uplinkBps = rate(before.up, after.up);
  if (uplinkBps <= 0) return null;
  const downlinkBps = rate(before.down, after.down);
  const uplinkLossRatio = lossOf(before.up, after.up, after.up.packets - before.up.packets);
  // A line so bad that the server has stopped sending has told all there is to tell before.
  const from = downlinkBps > 0 ? before.down : NOTHING_YET;
  const sent = after.down.packets - from.packets + (after.down.packetsLost - from.packetsLost);
  return {
    how: 'media',
    uplinkBps,
    downlinkBps: downlinkBps > 0 ? downlinkBps : null,
    uplinkLossRatio,
    // What was lost on the way up is missing on the way down, too.
    downlinkLossRatio: sent > 0 ? Math.max(0, lossOf(from, after.down, sent) - uplinkLossRatio) : 1,
    rttMs: after.up.rttMs ?? after.down.rttMs,
  };
}

const NOTHING_YET: RtcCounters = { bytes: 0, packets: 0, packetsLost: 0, remoteLossRatio: null, rttMs: null };

function lossOf(before: RtcCounters, after: RtcCounters, packets: number): number {
  return packets > 0 ? Math.min(1, Math.max(0, (after.packetsLost - before.packetsLost) / packets)) : 0;
}
