import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS, type ConferenceState } from '@diemcau/core';
import { ConferenceRoom } from '../conference-room.ts';
import { CHAIR, mustGive, openBriefing, takeFloor } from '../testing/briefing.ts';
import { createMemoryJournal } from '../testing/memory-journal.ts';
import { dueCommands, type LinkNews } from './due.ts';

const STARTED_MS = 100_000;
const ENDS_MS = STARTED_MS + DEFAULT_SETTINGS.speechMs + DEFAULT_SETTINGS.overrunMs!;
const FLOWING: LinkNews = { flowing: true, lastFlowAtMs: STARTED_MS, upSinceMs: 0 };

/** `a` speaks since STARTED_MS. */
async function speaking(): Promise<{ room: ConferenceRoom; state: ConferenceState }> {
  const room = new ConferenceRoom('c', createMemoryJournal());
  await openBriefing(room, ['hall', 'a']);
  await takeFloor(room, 'a', 's', STARTED_MS);
  return { room, state: room.step!.state };
}

function types(state: ConferenceState, news: LinkNews, nowMs: number): string[] {
  return dueCommands(state, news, nowMs).map((command) => command.type);
}

test('[COND-1] a speech is timed out when its courtesy is over, not before, and never in a pause', async () => {
  const { room, state } = await speaking();
  expect(types(state, FLOWING, ENDS_MS - 1)).toEqual([]);
  expect(dueCommands(state, FLOWING, ENDS_MS)).toEqual([{ type: 'TimeOutSpeech', speechId: 's' }]);
  await mustGive(room, CHAIR, { type: 'PauseConference' }, STARTED_MS);
  expect(types(room.step!.state, FLOWING, ENDS_MS)).toEqual([]);
});

test('[COND-2] a speaker from whom nothing has come for 2 s has lost the link', async () => {
  const { state } = await speaking();
  const silentSince = (lastFlowAtMs: number) => ({ ...FLOWING, flowing: false, lastFlowAtMs });
  expect(types(state, silentSince(150_000), 151_999)).toEqual([]);
  expect(types(state, silentSince(150_000), 152_000)).toEqual(['ReportLinkLost']);
  expect(types(state, FLOWING, 152_000)).toEqual([]);
});

test('[COND-3] a speaker who had nothing to send before the floor was given has 5 s to begin', async () => {
  const { state } = await speaking();
  const never = { ...FLOWING, flowing: false, lastFlowAtMs: null };
  expect(types(state, never, STARTED_MS + 4_999)).toEqual([]);
  expect(types(state, never, STARTED_MS + 5_000)).toEqual(['ReportLinkLost']);
});

test('[COND-4] nobody loses a link by our own crash: conductor and media plane must have been up for 15 s', async () => {
  const { state } = await speaking();
  const silent = { flowing: false, lastFlowAtMs: null };
  expect(types(state, { ...silent, upSinceMs: null }, 200_000)).toEqual([]);
  expect(types(state, { ...silent, upSinceMs: 200_000 }, 214_999)).toEqual([]);
  expect(types(state, { ...silent, upSinceMs: 200_000 }, 215_000)).toEqual(['ReportLinkLost']);
});

test('[COND-5] a link that carries packets again has returned, also before those 15 s', async () => {
  const { room } = await speaking();
  await mustGive(room, { kind: 'conductor' }, { type: 'ReportLinkLost', speechId: 's' }, STARTED_MS);
  expect(types(room.step!.state, { ...FLOWING, upSinceMs: STARTED_MS }, STARTED_MS)).toEqual(['ReportLinkReturned']);
});

test('[COND-6] the chair is asked when the grace is over, but not while a restart of ours keeps the room away', async () => {
  const { room } = await speaking();
  await mustGive(room, { kind: 'conductor' }, { type: 'ReportLinkLost', speechId: 's' }, STARTED_MS);
  const { state } = room.step!;
  const gone = { ...FLOWING, flowing: false };
  const overMs = STARTED_MS + DEFAULT_SETTINGS.graceMs;
  expect(types(state, gone, overMs - 1)).toEqual([]);
  expect(types(state, gone, overMs)).toEqual(['EndGrace']);
  expect(types(state, { ...gone, upSinceMs: overMs - 1_000 }, overMs)).toEqual([]);
});

test('[COND-1] without a speech nothing is due', async () => {
  const { room } = await speaking();
  await mustGive(room, CHAIR, { type: 'YieldFloor', speechId: 's' }, STARTED_MS);
  expect(types(room.step!.state, { ...FLOWING, flowing: false }, ENDS_MS)).toEqual([]);
});
