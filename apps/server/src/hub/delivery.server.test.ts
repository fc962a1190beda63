import { afterAll, beforeAll, expect, test } from 'vitest';
import { joinRoom, openConsole, openRoom } from '../../test/people.ts';
import { startWorkers, type WorkersUnderTest } from '../../test/workers-under-test.ts';
import { cameraEndpoint } from './media-names.ts';

/** A browser that wants one picture, as far as the plane without packets reads it. */
const OFFER = ['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 't=0 0', 'm=video 9 UDP/TLS/RTP/SAVPF 96', 'a=rtpmap:96 VP8/90000', ''].join(
  '\r\n',
);

let workers: WorkersUnderTest;
beforeAll(async () => void (workers = await startWorkers()));
afterAll(() => workers.close());

test('[SCREEN-70] consoles of every worker see what reaches a room, its device and since when; the room is told when it changes', async () => {
  const conference = await workers.createConference();
  const [here, there] = [workers.urls[0]!, workers.urls[1]!];
  const { client: chair } = await openConsole(here, conference);
  const room = await openRoom(there, conference.conferenceId, 'a', await joinRoom(there, conference, 'a'));
  expect(await room.heard('delivery')).toMatchObject({ rung: null, unshownFeeds: [] });

  const label = cameraEndpoint(conference.conferenceId, 'a');
  const { session } = await workers.plane.subscribe({ sdp: OFFER, feeds: [], ownEndpoints: [], label });
  workers.plane.report({ [session]: { rung: 'audio', lossRatio: 0.3, rttMs: 240, unshownFeeds: ['slides'] } });
  await room.heard('delivery', ({ rung }) => rung === 'audio');
  const seen = await chair.heard('presence', ({ sites }) => sites['a']?.delivery?.rung === 'audio');
  expect(seen.sites['a']).toMatchObject({
    online: true,
    delivery: { rung: 'audio', lossRatio: 0.3, rttMs: 240, unshownFeeds: ['slides'] },
  });
  expect(seen.sites['a']?.sinceMs).not.toBeNull();

  workers.plane.drop(session);
  workers.plane.report();
  await room.heard('delivery', ({ rung }) => rung === null);
  room.close();
  const away = await chair.heard('presence', ({ sites }) => sites['a']?.online === false);
  expect(away.sites['a']).toMatchObject({ sinceMs: null, delivery: null });
  expect(away.sites['a']?.lastSeenAtMs).not.toBeNull();
  chair.close();
});
