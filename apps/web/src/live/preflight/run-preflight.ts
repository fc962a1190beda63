import type { DeviceState, MediaAccess, PreflightMeasured } from '@diemcau/core';
import { browserAbilities } from './browser-abilities.ts';
import { measureCamera, pause } from './measure-camera.ts';
import { measureLine } from './measure-line.ts';
import type { LineMeasure } from './measure-line.ts';
import { SoundCheck } from './measure-sound.ts';
import { askTurn } from './preflight-api.ts';

/** What the person in the room is told while it runs. */
export type PreflightStep = 'looking' | 'tone' | 'voice' | 'turn' | 'line' | 'sending';

export interface PreflightParts {
  readonly conferenceId: string;
  readonly siteId: string;
  readonly camera: { readonly state: DeviceState; readonly track: MediaStreamTrack | null };
  readonly microphone: { readonly state: DeviceState; readonly track: MediaStreamTrack | null };
  readonly media: MediaAccess | null;
  readonly clock: PreflightMeasured['clock'];
  readonly tell: (step: PreflightStep) => void;
  /** Stops asking for the turn: the page goes. */
  readonly signal: AbortSignal;
}

type Sound = Pick<PreflightMeasured, 'microphone' | 'speaker'>;

/** One check of this room. It never fails: what could not be measured is told as such. */
export async function runPreflight(parts: PreflightParts): Promise<PreflightMeasured> {
  parts.tell('looking');
  const line = lineInTurn(parts);
  const [camera, sound] = await Promise.all([cameraOf(parts), soundOf(parts)]);
  parts.tell('line');
  return { camera, ...sound, network: await line, clock: clockOf(parts.clock), browser: browserAbilities() };
}

async function cameraOf({ camera: { state, track } }: PreflightParts): Promise<PreflightMeasured['camera']> {
  const nothing = { widthPx: null, heightPx: null, framesPerS: null, brightness: null, moving: null };
  if (!track) return { state, ...nothing };
  return { state, ...((await measureCamera(track).catch(() => null)) ?? nothing) };
}

async function soundOf({ microphone: { state, track }, tell }: PreflightParts): Promise<Sound> {
  const nothing: Sound = {
    microphone: { state, ambientDbfs: null, voiceDbfs: null, listened: false },
    speaker: { played: false, loopDb: null, answer: null },
  };
  const check = track && (await SoundCheck.open(track).catch(() => null));
  if (!check) return nothing;
  try {
    if (!(await check.ready())) return nothing;
    await check.ambient();
    tell('tone');
    const speaker = await check.speaker();
    tell('voice');
    return { microphone: { state, ...(await check.voice()) }, speaker: { ...speaker, answer: null } };
  } catch {
    return nothing;
  } finally {
    check.close();
  }
}

/** A province’s rooms come together; few at once load the line, the others ask again. */
const ASK_EVERY_MS = 2_000;
const ASK_SPREAD_MS = 1_000;
/** Three minutes let every room of the largest briefing through; after it something is wrong. */
const TURN_WAIT_MAX_MS = 300_000;

async function lineInTurn(parts: PreflightParts): Promise<LineMeasure> {
  const { conferenceId, siteId, media, clock } = parts;
  const unmeasured = { uplinkBps: null, downlinkBps: null, uplinkLossRatio: null, downlinkLossRatio: null };
  const nothing: LineMeasure = { how: 'none', ...unmeasured, rttMs: clock.roundTripMs };
  const until = performance.now() + TURN_WAIT_MAX_MS;
  while (!parts.signal.aborted && performance.now() < until) {
    const turn = await askTurn(siteId);
    if (!turn.ok && turn.problem.status !== 503 && turn.problem.status !== null) return nothing;
    if (turn.ok && turn.value.granted) {
      return measureLine({ conferenceId, siteId, access: turn.value.media ? media : null, roundTripMs: clock.roundTripMs });
    }
    parts.tell('turn');
    await pause(ASK_EVERY_MS + Math.random() * ASK_SPREAD_MS);
  }
  return nothing;
}

/** Whole milliseconds are more than a clock is good for. */
function clockOf({ offsetMs, roundTripMs }: PreflightMeasured['clock']): PreflightMeasured['clock'] {
  return { offsetMs: offsetMs === null ? null : Math.round(offsetMs), roundTripMs: roundTripMs === null ? null : Math.round(roundTripMs) };
}
