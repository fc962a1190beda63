import { describe, expect, it } from 'vitest';
import { sendingOf, sendsMain, tallyOf } from './floor.ts';
import { autoLayout, fedFeeds, mainFeed, showsProgram } from './program-state.ts';
import { CHAIR, after, busyConference, linkLost, liveConference, room } from './testing/conference.ts';

const busy = busyConference();

describe('the tally of a room', () => {
  it('[SCREEN-16] says on air, standby, the place in the queue, or watching', () => {
    expect(tallyOf(busy, 'a')).toEqual({ state: 'on-air' });
    expect(tallyOf(busy, 'b')).toEqual({ state: 'standby' });
    expect(tallyOf(busy, 'c')).toEqual({ state: 'queued', place: 1 });
    expect(tallyOf(liveConference(), 'c')).toEqual({ state: 'idle' });
  });

  it('[SCREEN-16] says lost while the program does not get the speaker, and on air for the hall of a live conference', () => {
    expect(tallyOf(linkLost(busy), 'a')).toEqual({ state: 'lost' });
    expect(tallyOf(busy, 'hall')).toEqual({ state: 'on-air' });
    expect(tallyOf(after(busy, CHAIR, { type: 'PauseConference' }), 'hall')).toEqual({ state: 'idle' });
  });
});

describe('what leaves a room', () => {
  it('[SCREEN-17] is its main picture and sound only on standby and on air, and the hall’s while live or paused', () => {
    const sending = (state: typeof busy) => ['hall', 'a', 'b', 'c'].filter((siteId) => sendsMain(state, siteId));
    expect(sending(busy)).toEqual(['hall', 'a', 'b']);
    expect(sending(after(busy, CHAIR, { type: 'PauseConference' }))).toEqual(['hall', 'a', 'b']);
    expect(sending(after(busy, CHAIR, { type: 'CloseConference' }))).toEqual([]);
  });

  it('[NET-11] is its sound alone while its line carries no more, and its picture again with the first rung that shows it', () => {
    const onAir = { main: true, thumb: true };
    const sent = (['full', 'audio', 'text', 'small', null] as const).map((rung) => sendingOf(onAir, rung, true));
    const everything = { sound: true, picture: true, thumb: true };
    const soundAlone = { sound: true, picture: false, thumb: false };
    expect(sent).toEqual([everything, soundAlone, soundAlone, everything, everything]);
  });

  it('[NET-11] is its picture on any line where there is no sound to keep', () => {
    expect(sendingOf({ main: true, thumb: false }, 'audio', false)).toEqual({ sound: true, picture: true, thumb: false });
    expect(sendingOf({ main: false, thumb: true }, 'audio', true)).toEqual({ sound: false, picture: false, thumb: true });
  });
});

describe('the program', () => {
  it('[SCREEN-18] never shows the last frame of somebody who is gone', () => {
    expect(fedFeeds(busy)).toEqual({ floor: true, hall: true, slides: false });
    expect(fedFeeds(linkLost(busy)).floor).toBe(false);
    expect(fedFeeds(liveConference()).floor).toBe(false);
    const [floorHeard, hallHeard] = [fedFeeds(busy, { speaker: true, hall: false }), fedFeeds(busy, { speaker: false, hall: true })];
    expect([floorHeard.floor, floorHeard.hall, hallHeard.floor, hallHeard.hall]).toEqual([false, true, true, false]);
    expect(fedFeeds(after(busy, CHAIR, { type: 'CloseConference' }))).toEqual({ floor: false, hall: false, slides: false });
  });

  it('[SCREEN-32] is seen and heard while the conference is live, and otherwise a slate stands there in silence', () => {
    const paused = after(busy, CHAIR, { type: 'PauseConference' });
    expect([busy, paused, after(paused, CHAIR, { type: 'CloseConference' })].map(showsProgram)).toEqual([true, false, false]);
  });

  it('[SCREEN-18] shows the hall while nobody speaks, and slides as soon as there are any', () => {
    expect([mainFeed(liveConference()), mainFeed(busy)]).toEqual(['hall', 'floor']);
    expect(autoLayout(busy)).toBe('speaker');
    expect(autoLayout(after(busy, room('a'), { type: 'StartSlides', siteId: 'a' }))).toBe('slides');
  });
});
