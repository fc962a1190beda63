import { expect, it } from 'vitest';
import { after, busyConference, liveConference, room } from '../../live/testing/conference.ts';
import { shownLayout } from './layout-choice.ts';

const busy = busyConference();
const slides = after(busy, room('a'), { type: 'StartSlides', siteId: 'a' });

it('[SCREEN-30] left to itself, a room shows slides when there are any, the hall to whoever speaks, and else the speaker', () => {
  expect(shownLayout('auto', slides, 'c')).toBe('slides');
  expect(shownLayout('auto', busy, 'a')).toBe('side');
  expect(shownLayout('auto', busy, 'c')).toBe('speaker');
  expect(shownLayout('auto', liveConference(), 'c')).toBe('speaker');
});

it('[SCREEN-30] keeps to the officer’s choice, except for slides nobody shares', () => {
  expect(shownLayout('side', slides, 'c')).toBe('side');
  expect(shownLayout('slides', busy, 'c')).toBe('speaker');
});
