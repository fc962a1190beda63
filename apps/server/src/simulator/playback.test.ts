import { describe, expect, test } from 'vitest';
import type { VideoLoop } from './clip.ts';
import { jumpToKeyframe, startPlayback, takeDue } from './playback.ts';

const FRAME_MS = 40;
const loop: VideoLoop = { frames: Array.from({ length: 100 }, () => Buffer.of(0)), frameMs: FRAME_MS, keyframes: [0, 25, 50, 75] };
const indices = (playback: ReturnType<typeof startPlayback>, nowMs: number) =>
  takeDue(playback, loop.frames.length, nowMs).map(({ index }) => index);

describe('pacing', () => {
  test('[SIM-3] pictures come out when they are due, in order and not twice', () => {
    const playback = startPlayback(FRAME_MS, 1_000);
    expect(indices(playback, 1_000)).toEqual([0]);
    expect(indices(playback, 1_039)).toEqual([]);
    expect(indices(playback, 1_120)).toEqual([1, 2, 3]);
  });

  test('[SIM-3] the loop goes round', () => {
    const playback = startPlayback(FRAME_MS, 0);
    playback.position = 99;
    expect(indices(playback, FRAME_MS)).toEqual([99, 0]);
  });

  test('[SIM-3] after a stall old pictures are left out instead of sent in a burst', () => {
    const playback = startPlayback(FRAME_MS, 0);
    expect(indices(playback, 0)).toEqual([0]);
    expect(indices(playback, 2_000).length).toBeLessThanOrEqual(1);
    expect(indices(playback, 2_040)).toHaveLength(1);
  });
});

describe('answering a PLI', () => {
  test.each([
    [1, 25],
    [25, 25],
    [60, 75],
    [76, 0],
  ])('[SIM-4] asked for at picture %i, the next one sent is keyframe %i', (position, keyframe) => {
    const playback = startPlayback(FRAME_MS, 0);
    playback.position = position;
    jumpToKeyframe(playback, loop);
    expect(indices(playback, 0)).toEqual([keyframe]);
  });

  test('[SIM-4] it is due within the time of one picture', () => {
    const playback = startPlayback(FRAME_MS, 0);
    indices(playback, 0);
    jumpToKeyframe(playback, loop);
    expect(takeDue(playback, loop.frames.length, FRAME_MS)).toEqual([{ index: 25, atMs: FRAME_MS }]);
  });
});
