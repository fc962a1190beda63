/** From what a room measured to go or no-go, with the reason in a word; pages make a sentence of it. */
import type { DeviceState } from '../protocol/presence.ts';
import type { PreflightMeasured } from './measured.ts';

export const PREFLIGHT_POINTS = ['camera', 'microphone', 'speaker', 'uplink', 'downlink', 'loss', 'delay', 'clock', 'browser'] as const;
export type PreflightPointName = (typeof PREFLIGHT_POINTS)[number];

/** From best to worst. `check`: it works, and somebody should look before it is needed. */
export const PREFLIGHT_VERDICTS = ['go', 'check', 'no-go'] as const;
export type PreflightVerdict = (typeof PREFLIGHT_VERDICTS)[number];

export const PREFLIGHT_REASONS = [
  'fine',
  'device-off',
  'device-denied',
  'device-missing',
  'device-busy',
  'camera-no-frames',
  'camera-black',
  'camera-still',
  'camera-small',
  'camera-slow',
  'microphone-unheard',
  'microphone-silent',
  'microphone-quiet',
  'microphone-clipping',
  'microphone-noisy',
  'speaker-confirmed',
  'speaker-not-heard',
  'speaker-unanswered',
  'speaker-blocked',
  'rate-low',
  'rate-too-low',
  'not-measured',
  'loss-some',
  'loss-much',
  'loss-by-http',
  'delay-some',
  'delay-much',
  'clock-off',
  'clock-far-off',
  'browser-insecure',
  'browser-no-media',
  'browser-one-codec',
] as const;
export type PreflightReason = (typeof PREFLIGHT_REASONS)[number];

export interface PreflightPoint {
  readonly point: PreflightPointName;
  readonly verdict: PreflightVerdict;
  readonly reason: PreflightReason;
}

export interface PreflightJudgement {
  readonly verdict: PreflightVerdict;
  /** One each, in the order of PREFLIGHT_POINTS. */
  readonly points: readonly PreflightPoint[];
}

type Found = readonly [PreflightVerdict, PreflightReason];
const FINE: Found = ['go', 'fine'];

/** A lens cap or a covered lens stays below this; a dark room with a lamp on is three times as bright. */
const BLACK_BRIGHTNESS = 0.03;
/** Faces are recognised in the hall from 360 lines on. */
const SMALL_HEIGHT_PX = 360;
/** Below it lips and words no longer go together. */
const SLOW_FRAMES_PER_S = 10;
/** Below any noise of any amplifier: the microphone is switched off, or the mixer's channel is. */
const SILENT_MAX_DBFS = -100;
/** A voice at a table reaches -30; at -45 the hall turns its amplifier up and hears the fan. */
const QUIET_MAX_DBFS = -45;
/** A voice stands out from its room by this much, or nobody spoke. */
const VOICE_OVER_AMBIENT_DB = 6;
const CLIPPING_MIN_DBFS = -0.5;
/** A fan or a loudspeaker beside the microphone; the hall hears it under every word. */
const NOISY_MIN_DBFS = -30;
/** Four times the power: no hiss does that in step with the tone. */
const LOOP_MIN_DB = 6;
/** The main picture of a speaker is asked for 2.5 Mbit/s, looks clean from 1.5 and breaks up below 0.5 (link-health of the room). */
const UPLINK_GO_BPS = 1_500_000;
const UPLINK_CHECK_BPS = 500_000;
/** Hall and floor at 1.5 Mbit/s each, two sounds and slides; with 1 Mbit/s the ladder shows small pictures with the sound. */
const DOWNLINK_GO_BPS = 3_500_000;
const DOWNLINK_CHECK_BPS = 1_000_000;
/** As the room's link is graded while the conference runs: 3 % is hidden by repairs, at 10 % words go missing. */
const LOSS_GO_RATIO = 0.03;
const LOSS_CHECK_RATIO = 0.1;
/** ITU-T G.114: conversation is easy below 150 ms one way and hard above 400 ms. */
const DELAY_GO_MS = 300;
const DELAY_CHECK_MS = 800;
/** Timers on screen differ visibly from 2 s on; certificates and signed links fail where a clock is an hour off. */
const CLOCK_GO_MS = 2_000;
const CLOCK_CHECK_MS = 3_600_000;

const JUDGES: Readonly<Record<PreflightPointName, (measured: PreflightMeasured) => Found>> = {
  camera: judgeCamera,
  microphone: judgeMicrophone,
  speaker: judgeSpeaker,
  uplink: ({ network }) => judgeRate(network.uplinkBps, UPLINK_GO_BPS, UPLINK_CHECK_BPS),
  downlink: ({ network }) => judgeRate(network.downlinkBps, DOWNLINK_GO_BPS, DOWNLINK_CHECK_BPS),
  loss: judgeLoss,
  delay: ({ network }) => judgeDelay(network.rttMs),
  clock: ({ clock }) => judgeClock(clock.offsetMs),
  browser: judgeBrowser,
};

export function judgePreflight(measured: PreflightMeasured): PreflightJudgement {
  const points = PREFLIGHT_POINTS.map((point) => {
    const [verdict, reason] = JUDGES[point](measured);
    return { point, verdict, reason };
  });
  return { verdict: worstVerdict(points.map(({ verdict }) => verdict)), points };
}

export function worstVerdict(verdicts: readonly PreflightVerdict[]): PreflightVerdict {
  return verdicts.reduce<PreflightVerdict>((worst, one) => (rankOf(one) > rankOf(worst) ? one : worst), 'go');
}

/** 0 best. */
export function rankOf(verdict: PreflightVerdict): number {
  return PREFLIGHT_VERDICTS.indexOf(verdict);
}

const DEVICE_REASONS: Readonly<Record<Exclude<DeviceState, 'ok'>, PreflightReason>> = {
  off: 'device-off',
  denied: 'device-denied',
  missing: 'device-missing',
  busy: 'device-busy',
};

function judgeCamera({ camera }: PreflightMeasured): Found {
  const { state, widthPx, heightPx, framesPerS, brightness, moving } = camera;
  if (state !== 'ok') return ['no-go', DEVICE_REASONS[state]];
  if (widthPx === null || heightPx === null || framesPerS === null || framesPerS === 0) return ['no-go', 'camera-no-frames'];
  if (brightness !== null && brightness < BLACK_BRIGHTNESS) return ['no-go', 'camera-black'];
  if (moving === false) return ['check', 'camera-still'];
  // A camera on its side has its lines the other way round.
  if (Math.min(widthPx, heightPx) < SMALL_HEIGHT_PX) return ['check', 'camera-small'];
  return framesPerS < SLOW_FRAMES_PER_S ? ['check', 'camera-slow'] : FINE;
}

function judgeMicrophone({ microphone }: PreflightMeasured): Found {
  const { state, ambientDbfs, voiceDbfs, listened } = microphone;
  if (state !== 'ok') return ['no-go', DEVICE_REASONS[state]];
  if (!listened || voiceDbfs === null) return ['check', 'microphone-unheard'];
  if (voiceDbfs <= SILENT_MAX_DBFS) return ['no-go', 'microphone-silent'];
  if (voiceDbfs < QUIET_MAX_DBFS || voiceDbfs < (ambientDbfs ?? -127) + VOICE_OVER_AMBIENT_DB) return ['check', 'microphone-quiet'];
  if (voiceDbfs > CLIPPING_MIN_DBFS) return ['check', 'microphone-clipping'];
  return (ambientDbfs ?? -127) > NOISY_MIN_DBFS ? ['check', 'microphone-noisy'] : FINE;
}

/** What the person says counts before what the microphone heard: a room may use headphones or a line. */
function judgeSpeaker({ speaker }: PreflightMeasured): Found {
  const { played, loopDb, answer } = speaker;
  if (answer === 'not-heard') return ['no-go', 'speaker-not-heard'];
  if (answer === 'heard') return ['go', 'speaker-confirmed'];
  if (loopDb !== null && loopDb >= LOOP_MIN_DB) return FINE;
  return ['check', played ? 'speaker-unanswered' : 'speaker-blocked'];
}

function judgeRate(bitrateBps: number | null, goBps: number, checkBps: number): Found {
  if (bitrateBps === null) return ['check', 'not-measured'];
  if (bitrateBps >= goBps) return FINE;
  return bitrateBps >= checkBps ? ['check', 'rate-low'] : ['no-go', 'rate-too-low'];
}

function judgeLoss({ network }: PreflightMeasured): Found {
  const known = [network.uplinkLossRatio, network.downlinkLossRatio].filter((ratio) => ratio !== null);
  if (known.length === 0) return ['check', network.how === 'http' ? 'loss-by-http' : 'not-measured'];
  const worst = Math.max(...known);
  if (worst < LOSS_GO_RATIO) return FINE;
  return worst < LOSS_CHECK_RATIO ? ['check', 'loss-some'] : ['no-go', 'loss-much'];
}

/** A slow line is no reason to stay away: its people are seen and heard, only later. */
function judgeDelay(rttMs: number | null): Found {
  if (rttMs === null) return ['check', 'not-measured'];
  if (rttMs < DELAY_GO_MS) return FINE;
  return ['check', rttMs < DELAY_CHECK_MS ? 'delay-some' : 'delay-much'];
}

function judgeClock(offsetMs: number | null): Found {
  if (offsetMs === null) return ['check', 'not-measured'];
  if (Math.abs(offsetMs) < CLOCK_GO_MS) return FINE;
  return ['check', Math.abs(offsetMs) < CLOCK_CHECK_MS ? 'clock-off' : 'clock-far-off'];
}

function judgeBrowser({ browser }: PreflightMeasured): Found {
  if (!browser.secure) return ['no-go', 'browser-insecure'];
  if (!browser.webRtc || (!browser.vp8 && !browser.h264)) return ['no-go', 'browser-no-media'];
  // Whoever cannot show what the hall's encoder sends keeps an old picture.
  return browser.vp8 && browser.h264 ? FINE : ['check', 'browser-one-codec'];
}
