import { expect, test } from 'vitest';
import { sampleView } from './sample-view.ts';
import { Stillness } from './stillness.ts';

const view = sampleView();
const nobody = { isWatched: false, view };

test('[SIM-30] [DEMO-5] without a sign of people for so long rooms rest; looking at a picture or doing anything wakes them', () => {
  const stillness = new Stillness(60_000, 0);
  expect(stillness.look(nobody, 1_000)).toBe(false);
  expect(stillness.isStill(59_999)).toBe(false);
  expect(stillness.isStill(60_000)).toBe(true);
  expect(stillness.look({ ...nobody, isWatched: true }, 70_000)).toBe(true);
  expect(stillness.isStill(129_999)).toBe(false);
  expect(stillness.look({ ...nobody, view: { ...view, phase: 'paused' } }, 140_000)).toBe(true);
  expect(stillness.isStill(150_000)).toBe(false);
  stillness.note(300_000);
  expect(stillness.isStill(310_000)).toBe(false);
});

test('[SIM-30] what rooms without people do is no sign of people', () => {
  const stillness = new Stillness(60_000, 0);
  stillness.look(nobody, 0);
  const counted = { ...view, headcounts: { 'site-a': { count: 3, atMs: 1 } }, queue: ['r'] } as unknown as typeof view;
  expect(stillness.look({ ...nobody, view: counted }, 1_000)).toBe(false);
});

test('[SIM-30] who is told never to rest never does', () => {
  expect(new Stillness(0, 0).isStill(Number.MAX_SAFE_INTEGER)).toBe(false);
});
