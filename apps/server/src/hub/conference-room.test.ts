import { expect, test } from 'vitest';
import { OutsideFault } from '../errors.ts';
import { ConferenceRoom } from './conference-room.ts';
import { CHAIR, give, mustGive, openBriefing } from './testing/briefing.ts';
import { createMemoryJournal } from './testing/memory-journal.ts';

async function twoWorkers() {
  const journal = createMemoryJournal();
  const first = new ConferenceRoom('c', journal);
  const second = new ConferenceRoom('c', journal);
  await openBriefing(first, ['hall', 'a', 'b']);
  await second.catchUp();
  return { journal, first, second };
}

function request(siteId: string, requestId: string) {
  return { type: 'RequestFloor', siteId, requestId, kind: 'speech', subject: 'Karaoke' } as const;
}

test('[HUB-1] of two consoles that grant the floor at once on two workers one wins and the other hears who was faster', async () => {
  const { first, second } = await twoWorkers();
  for (const siteId of ['a', 'b']) await mustGive(first, { kind: 'site', siteId }, request(siteId, `r-${siteId}`));
  await second.catchUp();
  const grant = (site: string) =>
    ({ type: 'GrantFloor', requestId: `r-${site}`, speechId: `s-${site}`, replaces: null, thenStandby: false }) as const;
  const answers = await Promise.all([give(first, CHAIR, grant('a')), give(second, CHAIR, grant('b'))]);
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  expect(answers.find((answer) => !answer.ok)).toEqual({ ok: false, refusal: { code: 'floor-already-taken' } });
});

test('[HUB-2] an accepted command that is repeated gets its first answer, also on a worker that has not read it yet', async () => {
  const { first, second } = await twoWorkers();
  const repeated = { command: request('a', 'r'), by: { kind: 'site', siteId: 'a' }, atMs: 1, commandId: 'once' } as const;
  const answer = await first.execute(repeated);
  await mustGive(first, CHAIR, { type: 'PauseConference' });
  expect(await first.execute(repeated)).toEqual(answer);
  expect(await second.execute(repeated)).toEqual(answer);
  expect(Object.keys(second.step!.state.requests)).toEqual(['r']);
});

test('[HUB-3] versions are applied in order and none is skipped, however workers and wake-ups race', async () => {
  const { first, second } = await twoWorkers();
  const seen: number[] = [];
  second.listen(({ version }) => seen.push(version));
  const from = second.step!.version;
  const storm = Array.from({ length: 30 }, (_, index) => {
    void second.catchUp();
    const room = index % 2 === 0 ? first : second;
    return give(room, CHAIR, { type: index % 4 < 2 ? 'PauseConference' : 'ResumeConference' });
  });
  await Promise.all(storm);
  await Promise.all([first.catchUp(), second.catchUp()]);
  expect(second.step).toEqual(first.step);
  expect(seen).toEqual(Array.from({ length: second.step!.version - from }, (_, index) => from + index + 1));
});

test('[HUB-4] while the journal is away a command may be sent again and nothing has happened', async () => {
  const { journal, first } = await twoWorkers();
  const before = first.step;
  journal.away = true;
  await expect(give(first, CHAIR, { type: 'PauseConference' })).rejects.toBeInstanceOf(OutsideFault);
  expect(first.step).toEqual(before);
  journal.away = false;
  expect(await give(first, CHAIR, { type: 'PauseConference' })).toMatchObject({ ok: true });
});

test('[HUB-5] a refusal is about the newest state, not about what a worker happens to have read', async () => {
  const { first, second } = await twoWorkers();
  await mustGive(first, CHAIR, { type: 'PauseConference' });
  expect(await give(second, CHAIR, { type: 'ResumeConference' })).toMatchObject({ ok: true });
});

test('[HUB-6] when more commands wait than are of use the next is told to try again', async () => {
  const { first } = await twoWorkers();
  const many = Array.from({ length: 400 }, () => give(first, CHAIR, { type: 'PauseConference' }).catch((error: unknown) => error));
  const faults = (await Promise.all(many)).filter((answer) => answer instanceof OutsideFault);
  expect(faults).toHaveLength(100);
  expect(faults[0]).toMatchObject({ code: 'overloaded' });
});
