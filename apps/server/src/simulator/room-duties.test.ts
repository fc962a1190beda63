import type { ConferenceCommand, ConferenceState } from '@diemcau/core';
import { expect, test } from 'vitest';
import { createRandom } from './random.ts';
import { createDuties, DEFAULT_DUTIES, takeDuties, type DutyHabits } from './room-duties.ts';
import { sampleView } from './sample-view.ts';

const LIVE = sampleView();
const OFTEN: DutyHabits = { ...DEFAULT_DUTIES, helpEveryMs: 600_000 };

/** An hour of one room whose calls nobody answers, looking once a second. */
function play(view: ConferenceState, seed: number, siteId = 'site-a'): ConferenceCommand[] {
  const duties = createDuties(siteId, createRandom(seed), OFTEN);
  let made = 0;
  const newId = () => `h${(made += 1)}`;
  const seconds = Array.from({ length: 3_600 }, (_, second) => second * 1_000);
  let isOpen = false;
  return seconds.flatMap((nowMs) => {
    const helpCall = isOpen ? ({ callId: 'h', siteId, kind: 'sound', text: '', calledAtMs: 0, acknowledgedAtMs: null } as const) : null;
    const commands = takeDuties(duties, view, { nowMs, newId, helpCall });
    for (const { type } of commands) isOpen = type === 'CallForHelp' || (isOpen && type !== 'WithdrawHelp');
    return commands;
  });
}

const typed = (commands: readonly ConferenceCommand[], type: ConferenceCommand['type']) => commands.filter((one) => one.type === type);

test('[SIM-18] a room counts its people once it is in, near what is expected, and corrects the number later', () => {
  const expecting = { ...LIVE, sites: { ...LIVE.sites, 'site-a': { ...LIVE.sites['site-a']!, expectedCount: 100 } } };
  const counts = typed(play({ ...expecting, phase: 'scheduled' }, 7), 'ReportHeadcount');
  expect(counts.length).toBeGreaterThan(1);
  for (const one of counts) expect(one).toMatchObject({ siteId: 'site-a', count: expect.closeTo(95, -1.5) as number });
});

test('[SIM-18] while the conference is live it calls for help now and then, in words, and withdraws what has mended itself', () => {
  const played = play(LIVE, 7);
  const calls = typed(played, 'CallForHelp');
  expect(calls.length).toBeGreaterThan(0);
  for (const call of calls) expect(call).toMatchObject({ siteId: 'site-a', text: expect.stringMatching(/.{10}/) as string });
  expect(typed(played, 'WithdrawHelp').length).toBeGreaterThan(0);
  expect(play(LIVE, 7)).toEqual(played);
});

test('[SIM-18] the hall calls nobody, and before the opening or after the closing no room does', () => {
  expect(typed(play(LIVE, 7, 'hall'), 'CallForHelp')).toEqual([]);
  expect(typed(play({ ...LIVE, phase: 'scheduled' }, 7), 'CallForHelp')).toEqual([]);
  expect(play({ ...LIVE, phase: 'closed' }, 7)).toEqual([]);
});
