import { expect, test } from 'vitest';
import type { Actor, ConferenceCommand } from '@diemcau/core';
import { WritingLimits } from './writing-limits.ts';

const room: Actor = { kind: 'site', siteId: 'a' };
const desk: Actor = { kind: 'account', accountId: 'secretary' };
const count = (siteId: string): ConferenceCommand => ({ type: 'ReportHeadcount', siteId, count: 1 });
const call: ConferenceCommand = { type: 'CallForHelp', callId: 'h', siteId: 'a', kind: 'sound', text: '' };

/** How many of so many tries are refused at once. */
function refused(limits: WritingLimits, by: Actor, [command, times]: readonly [ConferenceCommand, number]): number {
  return Array.from({ length: times }, () => limits.refusal('c', command, { by, nowMs: 0 })).filter((refusal) => refusal !== null).length;
}

test('[MESSAGE-10] a room that calls, counts or posts in a flood is refused with how long to wait, and may again after that', () => {
  const limits = new WritingLimits();
  expect(refused(limits, room, [call, 10])).toBe(6);
  expect(limits.refusal('c', call, { by: room, nowMs: 0 })).toEqual({ code: 'too-often', params: { seconds: 30 } });
  expect(limits.refusal('c', call, { by: room, nowMs: 30_000 })).toBeNull();
  expect(refused(limits, room, [count('a'), 10])).toBe(4);
});

test('[MESSAGE-10] a desk writes for many rooms; others, other conferences and the rest of the rules are not touched', () => {
  const limits = new WritingLimits();
  expect(refused(limits, desk, [count('a'), 60])).toBe(0);
  expect(refused(limits, room, [call, 4])).toBe(0);
  expect(limits.refusal('c', call, { by: { kind: 'site', siteId: 'b' }, nowMs: 0 })).toBeNull();
  expect(limits.refusal('other', call, { by: room, nowMs: 0 })).toBeNull();
  expect(refused(limits, desk, [{ type: 'PauseConference' }, 100])).toBe(0);
  expect(refused(limits, { kind: 'operator' }, [call, 100])).toBe(0);
});
