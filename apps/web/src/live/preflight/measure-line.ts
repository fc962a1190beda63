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
/** What comes back twice is as much as went up; where the line up is the narrow end, a file says more about the line down. */
const DOWNLINK_NEEDED_BPS = 3_500_000;
const FEEDS = ['echo', 'echotwin'];

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
  return { ...media, downlinkBps: Math.max(media.downlinkBps ?? 0, downBps ?? 0) };
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
      const sendEncodings = [{ maxBitrate: MAIN_BITRATE_MAX_BPS, maxFramerate: MAIN_FRAMERATE_MAX }];
      connection.addTransceiver(track, { direction: 'sendonly', sendEncodings });
    },
  });
}

function openDown({ conferenceId }: LineParts, access: MediaAccess): Promise<PeerSession> {
  return openPeerSession({
    url: `/api/v1/conferences/${conferenceId}/whep?feeds=${FEEDS.join(',')}`,
    token: access.token,
    iceServers: access.iceServers,
    prepare: (connection) => {
      for (let feed = 0; feed < FEEDS.length; feed++) connection.addTransceiver('video', { direction: 'recvonly' });
    },
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
  const [uplinkBps, downlinkBps] = [rate(before.up, after.up), rate(before.down, after.down)];
  if (uplinkBps <= 0 || downlinkBps <= 0) return null;
  const uplinkLossRatio = lossOf(before.up, after.up, after.up.packets - before.up.packets);
  const received = after.down.packets - before.down.packets + (after.down.packetsLost - before.down.packetsLost);
  const roundTrip = lossOf(before.down, after.down, received);
  return {
    how: 'media',
    uplinkBps,
    downlinkBps,
    uplinkLossRatio,
    // What was lost on the way up is missing on the way down, too.
    downlinkLossRatio: Math.max(0, roundTrip - uplinkLossRatio),
    rttMs: after.up.rttMs ?? after.down.rttMs,
  };
}

function lossOf(before: RtcCounters, after: RtcCounters, packets: number): number {
  return packets > 0 ? Math.min(1, Math.max(0, (after.packetsLost - before.packetsLost) / packets)) : 0;
}
