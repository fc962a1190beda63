import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pause, until, watch, type ContractPublisher, type ContractRoom, type ContractViewer, type Witness } from './contract-room.ts';
import { MediaFault, type Feed, type MediaEvent, type SourceTrack } from './media-plane.ts';

export type { ContractPublisher, ContractRoom, ContractViewer } from './contract-room.ts';

const FLOOR: Feed = { name: 'floor', bus: 'floor-1', audio: true };
const SLOT: Feed = { name: 'wall-0', slot: true };
const ALL_TRACKS: readonly SourceTrack[] = ['audio', 'main', 'thumb'];

/** The one suite every media plane passes. `openRoom` opens a fresh plane for each test. */
export function describeMediaContract(name: string, openRoom: () => Promise<ContractRoom>): void {
  // Native sessions open in 20 ms or, when a handshake packet is lost on a busy machine, after a second or two.
  describe(`media plane contract: ${name}`, { timeout: 30_000 }, () => {
    let room: ContractRoom;
    let witness: Witness;

    beforeEach(async () => {
      room = await openRoom();
      witness = watch(room.plane);
    });

    afterEach(async () => {
      witness.stop();
      await room.close();
    });

    const count = (type: MediaEvent['type'], fields: object = {}): number =>
      witness.events.filter((event) => matches(event, { type, ...fields })).length;
    const told = (type: MediaEvent['type'], fields: object = {}): Promise<void> =>
      until(
        `${type} ${JSON.stringify(fields)}`,
        () => count(type, fields) > 0,
        () => witness.events.filter((event) => event.type !== 'stats'),
      );
    const startAll = (publisher: ContractPublisher): void => {
      for (const track of ALL_TRACKS) publisher.start(track);
    };
    const showing = (viewer: ContractViewer, feed: string, sees: string | null, hears: string | null): Promise<void> =>
      until(
        `${feed} shows ${sees}, sounds ${hears}`,
        () => viewer.sees(feed) === sees && viewer.hears(feed) === hears,
        () => [viewer.sees(feed), viewer.hears(feed)],
      );
    const floor = (source: string | null, revision: number, audio = true): Promise<void> =>
      room.plane.setBus({ bus: 'floor-1', source, audio, revision });

    it('[MEDIA-1] tells once that a session opened and that each of its tracks flows', async () => {
      const publisher = await room.publisher('site-a');
      startAll(publisher);
      await told('session-open', { session: publisher.session, role: 'publish', label: 'site-a' });
      for (const track of ALL_TRACKS) await told('source-flowing', { endpoint: 'site-a', track });
      await pause(100);
      expect(count('session-open')).toBe(1);
      expect(count('source-flowing')).toBe(3);
    });

    it('[MEDIA-2] shows and sounds on a bus whoever feeds it, to those who come before and after', async () => {
      const early = await room.viewer({ feeds: [FLOOR] });
      startAll(await room.publisher('site-a'));
      await floor('site-a', 1);
      await told('bus-switched', { bus: 'floor-1', source: 'site-a', revision: 1 });
      await showing(early, 'floor', 'site-a', 'site-a');
      await showing(await room.viewer({ feeds: [FLOOR] }), 'floor', 'site-a', 'site-a');
    });

    it('[MEDIA-3] takes a bus command once: a repeated or older revision changes nothing', async () => {
      startAll(await room.publisher('site-a'));
      startAll(await room.publisher('site-b'));
      const viewer = await room.viewer({ feeds: [FLOOR] });
      await floor('site-a', 5);
      await told('bus-switched', { source: 'site-a' });
      await floor('site-a', 5);
      await floor('site-b', 5);
      await floor('site-b', 4);
      await pause(200);
      await showing(viewer, 'floor', 'site-a', 'site-a');
      expect(count('bus-switched')).toBe(1);
    });

    it('[MEDIA-4] switches a bus between publishers and tells it once', async () => {
      startAll(await room.publisher('site-a'));
      startAll(await room.publisher('site-b'));
      const viewer = await room.viewer({ feeds: [FLOOR] });
      await floor('site-a', 1);
      await showing(viewer, 'floor', 'site-a', 'site-a');
      await floor('site-b', 2);
      await showing(viewer, 'floor', 'site-b', 'site-b');
      await floor('site-a', 3);
      await showing(viewer, 'floor', 'site-a', 'site-a');
      await told('bus-switched', { source: 'site-a', revision: 3 });
      expect(count('bus-switched')).toBe(3);
    });

    it('[MEDIA-5] gives the room on the air its picture and silence in place of its own sound', async () => {
      startAll(await room.publisher('site-a'));
      startAll(await room.publisher('site-b'));
      const viewer = await room.viewer({ feeds: [FLOOR], ownEndpoints: ['site-a'] });
      await floor('site-a', 1);
      await showing(viewer, 'floor', 'site-a', 'silence');
      await floor('site-b', 2);
      await showing(viewer, 'floor', 'site-b', 'site-b');
    });

    it('[MEDIA-6] sends silence to everybody on a bus without sound', async () => {
      startAll(await room.publisher('site-a'));
      const viewer = await room.viewer({ feeds: [FLOOR] });
      await floor('site-a', 1, false);
      await showing(viewer, 'floor', 'site-a', 'silence');
      await floor('site-a', 2, true);
      await showing(viewer, 'floor', 'site-a', 'site-a');
      expect(count('bus-switched')).toBe(2);
    });

    it('[MEDIA-7] sends nothing on a bus that nobody feeds or that is closed', async () => {
      startAll(await room.publisher('site-a'));
      const viewer = await room.viewer({ feeds: [FLOOR] });
      await floor('site-a', 1);
      await showing(viewer, 'floor', 'site-a', 'site-a');
      await floor(null, 2);
      await told('bus-switched', { source: null, revision: 2 });
      await showing(viewer, 'floor', null, null);
      await floor('site-a', 3);
      await showing(viewer, 'floor', 'site-a', 'site-a');
      await room.plane.closeBus('floor-1');
      await showing(viewer, 'floor', null, null);
      await room.plane.closeBus('floor-1');
    });

    it('[MEDIA-8] lets the newest session with packets speak for its endpoint and closes the older as replaced', async () => {
      const first = await room.publisher('site-a');
      startAll(first);
      const viewer = await room.viewer({ feeds: [FLOOR] });
      await floor('site-a', 1);
      await showing(viewer, 'floor', 'site-a', 'site-a');
      const second = await room.publisher('site-a');
      await pause(100);
      expect(count('session-closed')).toBe(0);
      startAll(second);
      await told('session-closed', { session: first.session, role: 'publish', label: 'site-a', reason: 'replaced' });
      first.stop('main');
      await pause(700);
      await showing(viewer, 'floor', 'site-a', 'site-a');
      expect(count('session-closed')).toBe(1);
    });

    it('[MEDIA-9] closes a session once, however often it is asked', async () => {
      const publisher = await room.publisher('site-a');
      publisher.start('main');
      await told('source-flowing', { track: 'main' });
      await room.plane.closeSession(publisher.session);
      await room.plane.closeSession(publisher.session);
      await room.plane.closeSession('never-was');
      await told('session-closed', { session: publisher.session, reason: 'closed-by-caller' });
      await told('source-stalled', { endpoint: 'site-a', track: 'main' });
      expect(count('session-closed')).toBe(1);
    });

    it('[MEDIA-10] closes every publisher and viewer of an endpoint', async () => {
      const publisher = await room.publisher('site-a');
      const own = await room.viewer({ feeds: [FLOOR], label: 'site-a' });
      const other = await room.viewer({ feeds: [FLOOR], label: 'site-b' });
      await room.plane.closeEndpoint('site-a');
      await told('session-closed', { session: publisher.session, role: 'publish', reason: 'closed-by-caller' });
      await told('session-closed', { session: own.session, role: 'subscribe', label: 'site-a', reason: 'closed-by-caller' });
      expect(count('session-closed', { session: other.session })).toBe(0);
    });

    it('[MEDIA-11] shows in a slot the thumbnail of the endpoint it is tuned to, and tells how many watch', async () => {
      startAll(await room.publisher('site-a'));
      startAll(await room.publisher('site-b'));
      const viewer = await room.viewer({ feeds: [FLOOR, SLOT] });
      expect(viewer.sees('wall-0')).toBe(null);
      await room.plane.tune(viewer.session, 0, 'site-a');
      await told('watched', { endpoint: 'site-a', viewers: 1 });
      await showing(viewer, 'wall-0', 'site-a', null);
      await room.plane.tune(viewer.session, 0, 'site-b');
      await told('watched', { endpoint: 'site-a', viewers: 0 });
      await showing(viewer, 'wall-0', 'site-b', null);
      await room.plane.closeSession(viewer.session);
      await told('watched', { endpoint: 'site-b', viewers: 0 });
    });

    it('[MEDIA-12] refuses by a stable code what it cannot do', async () => {
      const { plane } = room;
      const publisher = await room.publisher('site-a');
      await expect(faultCode(plane.publish({ endpoint: 'site-a', sdp: 'hello' }))).resolves.toBe('bad-sdp');
      await expect(faultCode(plane.subscribe({ sdp: '', feeds: [FLOOR], ownEndpoints: [], label: '' }))).resolves.toBe('bad-sdp');
      await expect(faultCode(plane.tune('never-was', 0, 'site-a'))).resolves.toBe('unknown-session');
      await expect(faultCode(plane.tune(publisher.session, 0, 'site-a'))).resolves.toBe('unknown-session');
      await expect(faultCode(plane.trickle('never-was', ''))).resolves.toBe('unknown-session');
      await expect(faultCode(plane.trickle(publisher.session, room.restartFragment))).resolves.toBe('ice-restart-unsupported');
      await plane.trickle(publisher.session, 'a=candidate:1 1 UDP 1 127.0.0.1 9 typ host\r\na=end-of-candidates\r\n');
    });

    it('[MEDIA-13] takes no more sessions than it may', async () => {
      for (let index = 0; index < room.maxSessions; index += 1)
        await room.plane.publish({ endpoint: `site-${index}`, sdp: await room.publishOffer() });
      await expect(faultCode(room.plane.publish({ endpoint: 'one-more', sdp: await room.publishOffer() }))).resolves.toBe(
        'too-many-sessions',
      );
    });

    it('[MEDIA-14] tells a new listener first the epoch and then what is so', async () => {
      const publisher = await room.publisher('site-a');
      publisher.start('main');
      await floor('site-a', 1);
      await told('bus-switched');
      const late = watch(room.plane);
      late.stop();
      const [first, ...rest] = late.events;
      expect(first).toEqual(witness.events[0]);
      expect(first?.type).toBe('plane-up');
      expect(rest.map((event) => event.type)).toEqual(expect.arrayContaining(['session-open', 'source-flowing', 'bus-switched']));
    });

    it('[MEDIA-15] closes every session with the plane, and closing again does nothing', async () => {
      const publisher = await room.publisher('site-a');
      await told('session-open', { session: publisher.session });
      await room.close();
      await room.plane.close();
      await expect(faultCode(room.plane.publish({ endpoint: 'site-a', sdp: await room.publishOffer() }))).resolves.toBe('plane-down');
    });
  });
}

async function faultCode(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'no fault';
  } catch (error) {
    return error instanceof MediaFault ? error.code : String(error);
  }
}

function matches(event: object, fields: object): boolean {
  return Object.entries(fields).every(([key, value]) => (event as Record<string, unknown>)[key] === value);
}
