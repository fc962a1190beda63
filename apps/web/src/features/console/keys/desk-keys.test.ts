import { describe, expect, it } from 'vitest';
import { view } from '@diemcau/core';
import type { Actor, ConferenceState } from '@diemcau/core';
import { refusalOf } from '../../../live/use-rules.ts';
import { CHAIR, SECRETARY, T0_MS, after, asks, busyConference, liveConference } from '../../../live/testing/conference.ts';
import { DESK_KEYS, deskCommand, deskKey } from './desk-keys.ts';

const busy = busyConference();

function keys(state: ConferenceState, by: Actor) {
  const seen = view(state, 'console');
  return DESK_KEYS.map((name) => deskKey(name, seen, (command) => refusalOf(command, seen, by, T0_MS)));
}

describe('the five keys of the desk', () => {
  it('[SCREEN-23] prepare acts on the head of the queue; give and next on whoever stands ready, else on the head of the queue', () => {
    const [standby, give, next] = keys(busy, CHAIR);
    expect([standby?.site?.siteId, give?.site?.siteId, next?.site?.siteId, next?.thenSite?.siteId]).toEqual(['c', 'b', 'b', 'c']);
    const waiting = after(liveConference(), SECRETARY, asks('a'), asks('b'));
    expect(keys(waiting, CHAIR).map((key) => key.site?.siteId)).toEqual(['a', 'a', 'a', undefined, undefined]);
  });

  it('[SCREEN-23] giving names the speech this desk saw', () => {
    expect(deskCommand('give', busy, () => 'new')).toMatchObject({
      type: 'GrantFloor',
      replaces: 's-a',
      speechId: 'new',
      thenStandby: false,
    });
    expect(deskCommand('next', busy, () => 'new')).toMatchObject({ thenStandby: true });
    expect(deskCommand('extend', busy, () => 'new')).toEqual({ type: 'ExtendSpeech', speechId: 's-a', byMs: 60_000 });
  });

  it('[SCREEN-24] a key that does not work says why: nobody is there, or what the server would refuse', () => {
    expect(keys(liveConference(), CHAIR).map((key) => key.nothing)).toEqual([
      'nobodyWaits',
      'nobodyWaits',
      'nobodyWaits',
      'nobodySpeaks',
      'nobodySpeaks',
    ]);
    expect(keys(busy, SECRETARY).map((key) => key.refusal?.code ?? 'works')).toEqual([
      'works',
      'chair-only',
      'chair-only',
      'works',
      'chair-only',
    ]);
    const paused = after(busy, CHAIR, { type: 'PauseConference' });
    expect(keys(paused, CHAIR).map((key) => key.refusal?.code ?? 'works')).toEqual([
      'conference-not-live',
      'conference-not-live',
      'conference-not-live',
      'works',
      'works',
    ]);
  });

  it('[SCREEN-24] whoever only looks is refused everything', () => {
    expect(refusalOf({ type: 'CloseConference' }, busy, null, T0_MS)).toEqual({ code: 'not-yours' });
  });
});
