import { randomUUID } from 'node:crypto';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { until, watch } from '../contract-room.ts';
import { createFakePlane } from '../fake/fake-plane.ts';
import { describeMediaContract } from '../media-contract.ts';
import { MediaFault, type MediaPlane } from '../media-plane.ts';
import { createNativeRoom } from '../native-room.ts';
import { createSfu } from '../sfu/create-sfu.ts';
import { connectPlane } from './plane-client.ts';
import { servePlane } from './plane-server.ts';

const MAX_SESSIONS = 6;

describeMediaContract('remote sfu', async () => {
  const plane = await createSfu({ port: 0, bindAddress: '127.0.0.1', maxSessions: MAX_SESSIONS, log: () => undefined });
  const path = socketPath();
  const server = await servePlane(plane, path);
  const client = await connected(path);
  return createNativeRoom(client, {
    maxSessions: MAX_SESSIONS,
    onClose: async () => {
      await client.close();
      await server.close();
      await plane.close();
    },
  });
});

describe('remote plane', () => {
  const closers: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });

  async function serveFake(path: string): Promise<{ plane: ReturnType<typeof createFakePlane>; close: () => Promise<void> }> {
    const plane = createFakePlane();
    const server = await servePlane(plane, path);
    closers.push(() => server.close());
    return { plane, close: () => server.close() };
  }

  it('[MEDIA-17] tells that the process died, refuses calls meanwhile, and comes back by itself with the new epoch', async () => {
    const path = socketPath();
    const first = await serveFake(path);
    const client = await connected(path);
    closers.push(() => client.close());
    const witness = watch(client);
    await first.close();
    await until('plane-down', () => witness.events.some((event) => event.type === 'plane-down'));
    await expect(client.setBus({ bus: 'b', source: null, audio: true, revision: 1 })).rejects.toMatchObject({ code: 'plane-down' });
    await serveFake(path);
    await until('plane-up', () => witness.events.at(-1)?.type === 'plane-up');
    const epochs = witness.events.flatMap((event) => (event.type === 'plane-up' ? [event.epoch] : []));
    expect(new Set(epochs).size).toBe(2);
    await client.setBus({ bus: 'b', source: null, audio: true, revision: 1 });
  });

  it('[MEDIA-17] fails calls under way when the link is lost', async () => {
    const path = socketPath();
    const plane: MediaPlane = { ...bare(createFakePlane()), publish: () => new Promise(() => undefined) };
    const server = await servePlane(plane, path);
    const client = await connected(path);
    closers.push(() => client.close());
    const call = client.publish({ endpoint: 'a', sdp: 'v=0' });
    const failed = expect(call).rejects.toBeInstanceOf(MediaFault);
    await server.close();
    await failed;
  });

  it('[MEDIA-18] serves several clients, and closing one closes its link only', async () => {
    const path = socketPath();
    const { plane } = await serveFake(path);
    const [one, two] = [await connected(path), await connected(path)];
    closers.push(() => two.close());
    const witness = watch(two);
    await one.publish({ endpoint: 'site-a', sdp: 'v=0\r\n' });
    await one.close();
    await until('session-open', () => witness.events.some((event) => event.type === 'session-open'));
    plane.flow('site-a', 'main');
    await until('source-flowing', () => witness.events.some((event) => event.type === 'source-flowing'));
    expect(witness.events.some((event) => event.type === 'session-closed')).toBe(false);
  });

  it('[MEDIA-38] disconnects a client that does not read, and the others hear on', async () => {
    const path = socketPath();
    const { plane } = await serveFake(path);
    const sleeper = new WebSocket(`ws+unix:${path}:/`);
    await new Promise((resolve) => sleeper.once('message', resolve));
    sleeper.pause();
    const client = await connected(path);
    closers.push(() => client.close());
    const witness = watch(client);
    for (let index = 0; index < 300; index += 1) await plane.publish({ endpoint: `site-${index}`, sdp: 'v=0\r\n' });
    const reports = 300;
    for (let index = 0; index < reports; index += 1) {
      plane.report();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await until('every report', () => witness.events.filter((event) => event.type === 'stats').length === reports);
    const gone = new Promise((resolve) => sleeper.once('close', resolve));
    sleeper.resume();
    await gone;
  });

  it('[MEDIA-18] passes faults on with their code', async () => {
    const path = socketPath();
    await serveFake(path);
    const client = await connected(path);
    closers.push(() => client.close());
    await expect(client.publish({ endpoint: 'site-a', sdp: 'hello' })).rejects.toMatchObject({ code: 'bad-sdp' });
  });

  it('[MEDIA-19] opens a socket for its user only, removes a stale file and leaves a live one', async () => {
    const path = socketPath();
    writeFileSync(path, '');
    await serveFake(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    await expect(servePlane(createFakePlane(), path)).rejects.toThrow(/another media process/);
    expect(existsSync(path)).toBe(true);
  });

  it('[MEDIA-19] gives up on a socket that answers in another language and tries again', async () => {
    const path = socketPath();
    const stranger = createServer((socket) => socket.end('hello\n'));
    await new Promise<void>((resolve) => stranger.listen(path, resolve));
    const client = connectPlane(path);
    closers.push(() => client.close());
    await expect(client.closeBus('b')).rejects.toMatchObject({ code: 'plane-down' });
    await new Promise((resolve) => stranger.close(resolve));
    await serveFake(path);
    const witness = watch(client);
    await until('plane-up', () => witness.events.some((event) => event.type === 'plane-up'));
  });
});

function socketPath(): string {
  return join(tmpdir(), `media-${randomUUID()}.sock`);
}

async function connected(path: string): Promise<MediaPlane> {
  const client = connectPlane(path);
  const witness = watch(client);
  await until('plane-up', () => witness.events.length > 0);
  witness.stop();
  return client;
}

/** The plane's methods as own properties, so that one can be replaced by another real one. */
function bare(plane: MediaPlane): MediaPlane {
  return {
    publish: (request) => plane.publish(request),
    subscribe: (request) => plane.subscribe(request),
    trickle: (session, fragment) => plane.trickle(session, fragment),
    setBus: (command) => plane.setBus(command),
    closeBus: (bus) => plane.closeBus(bus),
    tune: (session, slot, endpoint) => plane.tune(session, slot, endpoint),
    closeSession: (session) => plane.closeSession(session),
    closeEndpoint: (endpoint) => plane.closeEndpoint(endpoint),
    listen: (listener) => plane.listen(listener),
    close: () => plane.close(),
  };
}
