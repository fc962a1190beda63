import { describe, expect, it } from 'vitest';
import type { ConferenceCommand } from '../commands.ts';
import type { ConferenceEvent } from '../events.ts';
import { given } from '../testing/given.ts';
import {
  asked,
  aSpeaks,
  chair,
  closed,
  deputy,
  live,
  onStandby,
  operator,
  paused,
  room,
  secretary,
  speaks,
  T0_MS,
} from '../testing/samples.ts';

const start = (siteId: string): ConferenceCommand => ({ type: 'StartSlides', siteId });
const stop = (siteId: string): ConferenceCommand => ({ type: 'StopSlides', siteId });
const shown = (siteId: string): ConferenceEvent => ({ type: 'SlidesStarted', siteId });
const yieldFloor = (speechId: string): ConferenceCommand => ({ type: 'YieldFloor', speechId });

describe('slides', () => {
  it('[SLIDES-1] are of the hall or of the site that has the floor', () => {
    given(live).when(start('hall'), room('hall')).then(shown('hall'));
    given(aSpeaks).when(start('a'), room('a')).then(shown('a'));
    given(aSpeaks, shown('a')).when(start('a'), room('a')).then();
    expect(given(aSpeaks).when(start('a'), room('a')).state().slidesSiteId).toBe('a');
  });

  it('[SLIDES-1] is refused in order', () => {
    for (const by of [room('b'), chair, secretary, operator]) given(closed).when(start('a'), by).refused('not-yours');
    for (const phase of [paused, closed]) given(phase).when(start('b'), room('b')).refused('conference-not-live');
    given(aSpeaks).when(start('b'), room('b')).refused('slides-not-allowed');
    given(live, asked('b'), onStandby('b')).when(start('b'), room('b')).refused('slides-not-allowed');
    given(live).when(start('x'), room('x')).refused('slides-not-allowed');
  });

  it('[SLIDES-2] the latest win', () => {
    given(aSpeaks, shown('hall')).when(start('a'), room('a')).then(shown('a'));
    expect(given(aSpeaks, shown('a')).when(start('hall'), room('hall')).state().slidesSiteId).toBe('hall');
  });

  it('[SLIDES-3] the room stops them, or the bureau', () => {
    for (const by of [room('a'), chair, secretary]) given(aSpeaks, shown('a')).when(stop('a'), by).then({ type: 'SlidesStopped' });
    given(live, shown('hall'), { type: 'ConferencePaused', atMs: T0_MS }).when(stop('hall'), room('hall')).then({ type: 'SlidesStopped' });
    expect(given(aSpeaks, shown('a')).when(stop('a'), chair).state().slidesSiteId).toBeNull();
  });

  it('[SLIDES-3] is refused in order', () => {
    for (const by of [room('b'), deputy, operator]) given(live).when(stop('a'), by).refused('not-yours');
    given(live).when(stop('a'), chair).refused('slides-not-shown');
    given(aSpeaks, shown('hall')).when(stop('a'), room('a')).refused('slides-not-shown');
  });

  it('[SLIDES-4] end with the speech of their site', () => {
    given(aSpeaks, shown('a'))
      .when(yieldFloor('sa'), room('a'))
      .then({ type: 'SpeechEnded', speechId: 'sa', atMs: T0_MS, reason: 'yielded', note: '' }, { type: 'SlidesStopped' });
  });

  it('[SLIDES-4] the hall’s stay, even when the hall spoke', () => {
    const end = (speechId: string): ConferenceEvent => ({ type: 'SpeechEnded', speechId, atMs: T0_MS, reason: 'yielded', note: '' });
    given(aSpeaks, shown('hall')).when(yieldFloor('sa'), room('a')).then(end('sa'));
    given(live, asked('hall'), speaks('hall'), shown('hall')).when(yieldFloor('shall'), room('hall')).then(end('shall'));
  });
});
