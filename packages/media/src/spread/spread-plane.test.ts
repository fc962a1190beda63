import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { until, watch, type ContractRoom } from '../contract-room.ts';
import { describeMediaContract } from '../media-contract.ts';
import type { Feed, MediaEvent, MediaPlane } from '../media-plane.ts';
import { createNativeRoom } from '../native-room.ts';
import { PlaneEvents } from '../plane-events.ts';
import { createSfu } from '../sfu/create-sfu.ts';
import { homeOf } from './home-of.ts';
import { spreadPlane } from './spread-plane.ts';

/** In each of the two. */
const MAX_SESSIONS = 4;
const FLOOR: Feed = { name: 'floor', bus: 'floor-1', audio: true };
const SLOT: Feed = { name: 'wall-0', slot: true };
/** One of each home. */
const [FIRST, SECOND] = ['site-a', 'site-b'].sort((one, other) => homeOf(one, 2) - homeOf(other, 2)) as [string, string];

async function openTwo(): Promise<MediaPlane[]> {
  const folder = mkdtempSync(join(tmpdir(), 'diemcau-relays-'));
  const socketPaths = [0, 1].map((index) => join(folder, `relay-${index}.sock`));
  const open = (index: number) =>
    createSfu({ port: 0, bindAddress: '127.0.0.1', maxSessions: MAX_SESSIONS, log: () => undefined, relay: { index, socketPaths } });
  return [await open(0), await open(1)];
}

async function openRoom(): Promise<ContractRoom> {
  const plane = spreadPlane(await openTwo());
  return createNativeRoom(plane, { maxSessions: 2 * MAX_SESSIONS, onClose: () => plane.close() });
}

describeMediaContract('two SFUs', openRoom);

describe('spread plane', { timeout: 30_000 }, () => {
  const closers: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });

  it('[MEDIA-53] viewers are spread, and see and hear publishers of either process, one after the other', async () => {
    const room = await openRoom();
    closers.push(() => room.close());
    expect([FIRST, SECOND].map((endpoint) => homeOf(endpoint, 2))).toEqual([0, 1]);
    const viewers = [await room.viewer({ feeds: [FLOOR] }), await room.viewer({ feeds: [FLOOR] })];
    expect(viewers.map(({ session }) => session.slice(0, 2))).toEqual(['0.', '1.']);
    for (const endpoint of [FIRST, SECOND])
      for (const track of ['audio', 'main'] as const) (await publisherOf(room, endpoint)).start(track);
    for (const [revision, source] of [FIRST, SECOND, FIRST].entries()) {
      await room.plane.setBus({ bus: 'floor-1', source, audio: true, revision: revision + 1 });
      for (const viewer of viewers)
        await until(`${source} everywhere`, () => viewer.sees('floor') === source && viewer.hears('floor') === source);
    }
  });

  it('[MEDIA-54] a wall shows thumbnails of either process, and who watches is counted over both', async () => {
    const room = await openRoom();
    closers.push(() => room.close());
    const witness = watch(room.plane);
    const walls = [await room.viewer({ feeds: [SLOT] }), await room.viewer({ feeds: [SLOT] })];
    (await publisherOf(room, SECOND)).start('thumb');
    for (const wall of walls) await room.plane.tune(wall.session, 0, SECOND);
    for (const wall of walls) await until('the thumbnail', () => wall.sees('wall-0') === SECOND);
    const watched = (): unknown => witness.events.findLast((event) => event.type === 'watched');
    expect(watched()).toEqual({ type: 'watched', endpoint: SECOND, viewers: 2 });
    await room.plane.closeSession(walls[0]!.session);
    await until('one watches', () => (watched() as { viewers: number }).viewers === 1);
  });

  it('[MEDIA-55] is down while one of its processes is, and then has a new epoch and tells what is so at the others', async () => {
    const first = toggledPlane('one');
    const second = toggledPlane('two');
    const plane = spreadPlane([first.plane, second.plane]);
    closers.push(() => plane.close());
    const { events } = watch(plane);
    first.tell({ type: 'session-open', session: 's', role: 'publish', label: FIRST });
    second.tell({ type: 'plane-down' });
    await expect(plane.publish({ endpoint: FIRST, sdp: '' })).rejects.toThrow('plane-down');
    second.tell({ type: 'plane-up', epoch: 'three' });
    expect(events).toEqual([
      { type: 'plane-up', epoch: 'one+two' },
      { type: 'session-open', session: '0.s', role: 'publish', label: FIRST },
      { type: 'plane-down' },
      { type: 'plane-up', epoch: 'one+three' },
      { type: 'session-open', session: '0.s', role: 'publish', label: FIRST },
    ]);
  });

  const publishers = new WeakMap<ContractRoom, Map<string, ReturnType<ContractRoom['publisher']>>>();
  function publisherOf(room: ContractRoom, endpoint: string): ReturnType<ContractRoom['publisher']> {
    const known = publishers.get(room) ?? new Map<string, ReturnType<ContractRoom['publisher']>>();
    publishers.set(room, known);
    if (!known.has(endpoint)) known.set(endpoint, room.publisher(endpoint));
    return known.get(endpoint)!;
  }
});

/** A plane that says what it is told to. */
function toggledPlane(epoch: string): { readonly plane: MediaPlane; tell(event: MediaEvent): void } {
  const events = new PlaneEvents(() => undefined);
  events.emit({ type: 'plane-up', epoch });
  const nothing = async (): Promise<void> => undefined;
  const never = async (): Promise<never> => Promise.reject(new Error('not asked for'));
  const calls = { publish: never, subscribe: never, trickle: nothing, setBus: nothing, closeBus: nothing, tune: nothing };
  const rest = { closeSession: nothing, closeEndpoint: nothing, close: nothing, listen: events.add.bind(events) };
  return { plane: { ...calls, ...rest }, tell: (event) => events.emit(event) };
}
