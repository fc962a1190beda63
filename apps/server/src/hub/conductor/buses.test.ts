import { expect, test } from 'vitest';
import type { ConferenceCommand } from '@diemcau/core';
import { ConferenceRoom } from '../conference-room.ts';
import { CHAIR, mustGive, openBriefing, takeFloor } from '../testing/briefing.ts';
import { createMemoryJournal } from '../testing/memory-journal.ts';
import { busesOf } from './buses.ts';

async function briefing(...commands: readonly ConferenceCommand[]): Promise<ConferenceRoom> {
  const room = new ConferenceRoom('c', createMemoryJournal());
  await openBriefing(room, ['hall', 'a', 'b']);
  for (const command of commands) await mustGive(room, CHAIR, command);
  return room;
}

/** `program: source`, with a note where the sound is off. */
function shown(room: ConferenceRoom): Record<string, string> {
  const rows = busesOf(room.step!).map(({ bus, source, audio }) => [bus.replace('c.', ''), `${source}${audio ? '' : ' silent'}`]);
  return Object.fromEntries(rows) as Record<string, string>;
}

test('[COND-7] the hall is shown while the conference is live or paused, and nothing after it', async () => {
  const room = await briefing();
  expect(shown(room)).toMatchObject({ hall: 'c.hall', floor: 'null', slides: 'null silent', preview: 'null silent' });
  await mustGive(room, CHAIR, { type: 'PauseConference' });
  expect(shown(room)['hall']).toBe('c.hall');
  await mustGive(room, CHAIR, { type: 'CloseConference' });
  expect(Object.values(shown(room)).every((source) => source.startsWith('null'))).toBe(true);
});

test('[COND-8] the floor shows whoever speaks; it is silent while that is the hall, which is heard on its own bus', async () => {
  const room = await briefing();
  await takeFloor(room, 'a', 's1');
  expect(shown(room)['floor']).toBe('c.a');
  await takeFloor(room, 'hall', 's2');
  expect(shown(room)).toMatchObject({ hall: 'c.hall', floor: 'c.hall silent' });
});

test('[COND-9] slides show whoever shares, the preview whoever is on standby, both without sound', async () => {
  const room = await briefing();
  await takeFloor(room, 'a', 's1');
  await mustGive(room, { kind: 'site', siteId: 'a' }, { type: 'StartSlides', siteId: 'a' });
  await mustGive(
    room,
    { kind: 'site', siteId: 'b' },
    { type: 'RequestFloor', requestId: 'r', siteId: 'b', kind: 'speech', subject: 'Schools' },
  );
  await mustGive(room, CHAIR, { type: 'PutOnStandby', requestId: 'r' });
  expect(shown(room)).toMatchObject({ slides: 'c.a.slides silent', preview: 'c.b silent' });
});

test('[COND-10] the revision of a bus is the version of the conference', async () => {
  const room = await briefing();
  expect(new Set(busesOf(room.step!).map((bus) => bus.revision))).toEqual(new Set([room.step!.version]));
});
