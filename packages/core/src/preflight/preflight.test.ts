import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesSince, countBoard, worstFirst, type BoardPlace } from './board.ts';
import { judgePreflight, PREFLIGHT_POINTS, rankOf, worstVerdict, type PreflightPointName } from './judge.ts';
import type { PreflightMeasured } from './measured.ts';

const GOOD: PreflightMeasured = {
  camera: { state: 'ok', widthPx: 1280, heightPx: 720, framesPerS: 25, brightness: 0.4, moving: true },
  microphone: { state: 'ok', ambientDbfs: -55, voiceDbfs: -18, listened: true },
  speaker: { played: true, loopDb: 20, answer: null },
  network: { how: 'media', uplinkBps: 2_300_000, downlinkBps: 4_600_000, uplinkLossRatio: 0, downlinkLossRatio: 0.01, rttMs: 40 },
  clock: { offsetMs: 120, roundTripMs: 30 },
  browser: { name: 'Chrome', version: 126, secure: true, webRtc: true, vp8: true, h264: true, screenShare: true },
};

type Part = keyof PreflightMeasured;
function measured<P extends Part>(part: P, change: Partial<PreflightMeasured[P]>): PreflightMeasured {
  return { ...GOOD, [part]: { ...GOOD[part], ...change } };
}

function found(point: PreflightPointName, of: PreflightMeasured): string {
  const { verdict, reason } = judgePreflight(of).points.find((one) => one.point === point)!;
  return `${verdict} ${reason}`;
}

describe('what a room measured', () => {
  it('[PREFLIGHT-1] a room with everything in order is go, and every point has a verdict', () => {
    const { verdict, points } = judgePreflight(GOOD);
    expect(verdict).toBe('go');
    expect(points.map(({ point }) => point)).toEqual(PREFLIGHT_POINTS);
  });

  it.each([
    ['no-go device-denied', { state: 'denied' as const }],
    ['no-go device-missing', { state: 'missing' as const }],
    ['no-go camera-no-frames', { framesPerS: 0 }],
    ['no-go camera-black', { brightness: 0.01 }],
    ['check camera-still', { moving: false }],
    ['check camera-small', { widthPx: 320, heightPx: 240 }],
    ['check camera-slow', { framesPerS: 5 }],
    ['go fine', { widthPx: 720, heightPx: 1280 }],
  ])('[PREFLIGHT-2] a camera: %s', (expected, change) => expect(found('camera', measured('camera', change))).toBe(expected));

  it.each([
    ['no-go device-busy', { state: 'busy' as const }],
    ['check microphone-unheard', { listened: false, voiceDbfs: null, ambientDbfs: null }],
    ['no-go microphone-silent', { voiceDbfs: -127, ambientDbfs: -127 }],
    ['check microphone-quiet', { voiceDbfs: -50 }],
    ['check microphone-quiet', { voiceDbfs: -40, ambientDbfs: -42 }],
    ['check microphone-clipping', { voiceDbfs: 0 }],
    ['check microphone-noisy', { voiceDbfs: -10, ambientDbfs: -25 }],
  ])('[PREFLIGHT-3] a microphone: %s', (expected, change) => expect(found('microphone', measured('microphone', change))).toBe(expected));

  it.each([
    ['go fine', {}],
    ['go speaker-confirmed', { loopDb: null, answer: 'heard' as const }],
    ['no-go speaker-not-heard', { answer: 'not-heard' as const }],
    ['check speaker-unanswered', { loopDb: 2 }],
    ['check speaker-blocked', { loopDb: null, played: false }],
  ])('[PREFLIGHT-4] a loudspeaker: %s', (expected, change) => expect(found('speaker', measured('speaker', change))).toBe(expected));

  it.each([
    ['uplink', 'check rate-low', { uplinkBps: 900_000 }],
    ['uplink', 'no-go rate-too-low', { uplinkBps: 200_000 }],
    ['uplink', 'check not-measured', { uplinkBps: null }],
    ['downlink', 'check rate-low', { downlinkBps: 2_000_000 }],
    ['downlink', 'no-go rate-too-low', { downlinkBps: 400_000 }],
    ['loss', 'check loss-some', { downlinkLossRatio: 0.05 }],
    ['loss', 'no-go loss-much', { uplinkLossRatio: 0.2 }],
    ['loss', 'check loss-by-http', { how: 'http' as const, uplinkLossRatio: null, downlinkLossRatio: null }],
    ['delay', 'check delay-some', { rttMs: 500 }],
    ['delay', 'check delay-much', { rttMs: 1_500 }],
  ] as const)('[PREFLIGHT-5] the line, %s: %s', (point, expected, change) =>
    expect(found(point, measured('network', change))).toBe(expected),
  );

  it('[PREFLIGHT-6] a clock that is off and a browser with half the codecs are looked at; a page without https is no-go', () => {
    expect(found('clock', measured('clock', { offsetMs: -5_000 }))).toBe('check clock-off');
    expect(found('clock', measured('clock', { offsetMs: 86_400_000 }))).toBe('check clock-far-off');
    expect(found('browser', measured('browser', { h264: false }))).toBe('check browser-one-codec');
    expect(found('browser', measured('browser', { vp8: false, h264: false }))).toBe('no-go browser-no-media');
    expect(found('browser', measured('browser', { secure: false }))).toBe('no-go browser-insecure');
  });

  it('[PREFLIGHT-1] the whole is as bad as its worst point', () => {
    const verdicts = fc.array(fc.constantFrom('go' as const, 'check' as const, 'no-go' as const));
    fc.assert(
      fc.property(verdicts, (all) => {
        const worst = worstVerdict(all);
        return all.every((one) => rankOf(one) <= rankOf(worst)) && (all.length === 0 ? worst === 'go' : all.includes(worst));
      }),
    );
  });
});

describe('the board', () => {
  const place = (name: string, check: BoardPlace['check'], online = true): BoardPlace => ({ name, check, online });
  const compare = new Intl.Collator('vi', { numeric: true }).compare;

  it('[PREFLIGHT-7] has the worst first, those never seen before those to look at, and names in their order', () => {
    const black = judgePreflight(measured('camera', { brightness: 0 }));
    const two = judgePreflight({ ...measured('camera', { brightness: 0 }), clock: { offsetMs: 9_000, roundTripMs: 20 } });
    const places = [
      place('Xã 10', judgePreflight(GOOD)),
      place('Xã 2', judgePreflight(GOOD)),
      place('Đông', judgePreflight(measured('clock', { offsetMs: 9_000 }))),
      place('Here', null),
      place('Away', null, false),
      place('One', black),
      place('Two', two),
    ];
    expect(worstFirst(places, compare).map(({ name }) => name)).toEqual(['Two', 'One', 'Away', 'Here', 'Đông', 'Xã 2', 'Xã 10']);
    expect(countBoard(places)).toEqual({ go: 2, check: 1, 'no-go': 2, unchecked: 2 });
  });

  it('[PREFLIGHT-8] says which points have become better or worse since last time', () => {
    const before = judgePreflight({ ...measured('camera', { brightness: 0 }), network: { ...GOOD.network, rttMs: 20 } });
    const now = judgePreflight(measured('network', { rttMs: 600 }));
    expect(changesSince(before, now).map(({ point, change, before: { reason } }) => [point, change, reason])).toEqual([
      ['camera', 'better', 'camera-black'],
      ['delay', 'worse', 'fine'],
    ]);
    expect(changesSince(now, now)).toEqual([]);
    expect(changesSince({ verdict: 'go', points: [] }, now)).toEqual([]);
  });
});
