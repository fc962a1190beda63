import { expect, test } from 'vitest';
import { ConferenceRoom } from './conference-room.ts';
import { textsIn } from './frame.ts';
import { SLICE_SOCKETS } from './rounds.ts';
import { CHAIR, mustGive, openBriefing } from './testing/briefing.ts';
import { createMemoryJournal } from './testing/memory-journal.ts';
import { createViewFeed } from './view-feed.ts';

async function feedOfSites() {
  const room = new ConferenceRoom('c', createMemoryJournal());
  await openBriefing(room, ['hall', 'a']);
  const feed = createViewFeed('site', room.step!);
  room.listen((step) => feed.publish(step));
  return { room, feed };
}

function types(frames: readonly Buffer[]): string[] {
  return frames.flatMap(textsIn).map((text) => (JSON.parse(text) as { type: string }).type);
}

async function pauseAndResume(room: ConferenceRoom, times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    await mustGive(room, CHAIR, { type: 'PauseConference' });
    await mustGive(room, CHAIR, { type: 'ResumeConference' });
  }
}

test('[HUB-7] a view is serialised once and every socket of the audience gets the same bytes', async () => {
  const { room, feed } = await feedOfSites();
  const [one, other]: [Buffer[], Buffer[]] = [[], []];
  feed.subscribe({ isOpen: () => true, sendBytes: (bytes) => one.push(bytes) });
  feed.subscribe({ isOpen: () => true, sendBytes: (bytes) => other.push(bytes) });
  await pauseAndResume(room, 1);
  expect(types(one)).toEqual(['state', 'patch', 'patch']);
  expect(one.every((bytes, index) => bytes === other[index])).toBe(true);
});

test('[HUB-8] whoever still holds a view gets the patches since, and the whole view where those are not kept any more', async () => {
  const { room, feed } = await feedOfSites();
  const { version } = room.step!;
  await pauseAndResume(room, 2);
  const since = (have: number) => {
    const frames: Buffer[] = [];
    feed.subscribe({ isOpen: () => true, sendBytes: (bytes) => frames.push(bytes) }, have);
    return types(frames);
  };
  expect(since(version)).toEqual(['patch', 'patch', 'patch', 'patch']);
  expect(since(version + 4)).toEqual([]);
  expect(since(version + 9)).toEqual(['state']);
  await pauseAndResume(room, 40);
  expect(since(version)).toEqual(['state']);
});

test('[HUB-71] whom the next step overtakes gets both in one write, in order and once', async () => {
  const { room, feed } = await feedOfSites();
  const writes = Array.from({ length: 2 * SLICE_SOCKETS }, () => [] as Buffer[]);
  for (const mine of writes) feed.subscribe({ isOpen: () => true, sendBytes: (bytes) => mine.push(bytes) }, room.step!.version);
  // Nobody waits between the two: the second slice has not been written when the second step is there.
  await Promise.all([mustGive(room, CHAIR, { type: 'PauseConference' }), mustGive(room, CHAIR, { type: 'ResumeConference' })]);
  const latecomer: Buffer[] = [];
  feed.subscribe({ isOpen: () => true, sendBytes: (bytes) => latecomer.push(bytes) }, room.step!.version);
  for (let turns = 0; turns < 10; turns += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(writes[0]!.map((bytes) => types([bytes]))).toEqual([['patch'], ['patch']]);
  expect(writes.at(-1)!.map((bytes) => types([bytes]))).toEqual([['patch', 'patch']]);
  expect(latecomer).toEqual([]);
});
