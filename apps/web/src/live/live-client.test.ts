import { describe, expect, it } from 'vitest';
import { LiveClient } from './live-client.ts';
import { CHAIR, after, asks, busyConference, liveConference, room } from './testing/conference.ts';
import { HandClock, settled } from './testing/hand-clock.ts';
import { HandNetwork } from './testing/hand-network.ts';
import { HandServer } from './testing/hand-server.ts';

const CLOSE = { type: 'CloseConference' } as const;

function connect() {
  const clock = new HandClock();
  const network = new HandNetwork();
  const server = new HandServer(liveConference(), 'console', CHAIR);
  let ids = 0;
  const client = new LiveClient({
    url: 'ws://server/live',
    audience: 'console',
    openSocket: server.openSocket,
    clock,
    network,
    random: () => 1,
    newId: () => `id-${++ids}`,
  });
  return { clock, network, server, client };
}

function live() {
  const world = connect();
  world.server.socket.open();
  world.server.welcome(world.clock.nowMs());
  world.server.sayState();
  return world;
}

describe('what a page shows', () => {
  it('[SCREEN-1] a command changes nothing before its patch arrives, and then the page shows it', async () => {
    const { server, client } = live();
    const outcome = client.send(CLOSE);
    expect(client.snapshot().replica.view?.phase).toBe('live');
    server.socket.say(server.becomes(after(server.state, CHAIR, CLOSE)));
    server.socket.say({ type: 'answer', commandId: 'id-1', ok: true, version: server.version });
    expect(await outcome).toEqual({ ok: true, version: server.version });
    expect(client.snapshot().replica.view?.phase).toBe('closed');
  });

  it('[SCREEN-1] a refusal reaches whoever gave the command', async () => {
    const { server, client } = live();
    const outcome = client.send(CLOSE);
    server.socket.say({ type: 'answer', commandId: 'id-1', ok: false, refusal: { code: 'chair-only' } });
    expect(await outcome).toEqual({ ok: false, refusal: { code: 'chair-only' } });
  });

  it('[SCREEN-2] listeners are told of every change, and no longer after they stop', () => {
    const { server, client } = live();
    let told = 0;
    const stop = client.subscribe(() => told++);
    server.socket.say({ type: 'watched', viewers: 2 });
    stop();
    server.socket.say({ type: 'watched', viewers: 3 });
    expect([told, client.snapshot().watchedViewers]).toEqual([1, 3]);
  });
});

describe('a cut', () => {
  it('[SCREEN-3] silence of 15 s means a cut; the page comes back with what it holds and takes only what it missed', async () => {
    const { clock, server, client } = live();
    await clock.forward(16_000);
    expect(client.snapshot().connection).toMatchObject({ state: 'reconnecting', online: true });
    await clock.forward(250);
    expect(server.sockets).toHaveLength(2);
    const version = server.version;
    const missed = server.becomes(after(server.state, room('a'), asks('a')));
    server.socket.open();
    expect(server.socket.lastOf('hello')).toMatchObject({ have: { version, build: 'build-1' } });
    server.welcome(clock.nowMs());
    server.socket.say(missed);
    expect(client.snapshot().connection.state).toBe('live');
    expect(client.snapshot().replica.view?.queue).toEqual(['r-a']);
  });

  it('[SCREEN-102] a connection that is not answered is given up for another after 5 s, the next after 10 s, all others after 15 s', async () => {
    const { clock, server, client } = connect();
    for (const [waitMs, pauseMs] of [
      [5_000, 250],
      [10_000, 500],
      [15_000, 1_000],
      [15_000, 2_000],
    ] as const) {
      const tried = server.sockets.length;
      await clock.forward(waitMs - 1);
      expect(server.sockets).toHaveLength(tried);
      await clock.forward(1 + pauseMs);
      expect(server.sockets).toHaveLength(tried + 1);
    }
    server.socket.open();
    server.welcome(clock.nowMs());
    server.sayState();
    const tried = server.sockets.length;
    await clock.forward(14_000);
    expect([server.sockets.length, client.snapshot().connection.state]).toEqual([tried, 'live']);
  });

  it('[SCREEN-3] while the server answers pings nothing is cut', async () => {
    const { clock, server, client } = live();
    for (let beat = 0; beat < 6; beat++) {
      await clock.forward(5_000);
      server.socket.say({ type: 'pong', n: server.socket.lastOf('ping')!.n, serverTimeMs: clock.nowMs() });
    }
    expect(server.sockets).toHaveLength(1);
    expect(client.snapshot().connection.state).toBe('live');
  });

  it('[SCREEN-4] attempts wait longer and longer, up to 8 s, and start anew when the network comes back', async () => {
    const { clock, network, server } = live();
    server.socket.cut();
    for (const waitMs of [250, 500, 1_000, 2_000, 4_000, 8_000, 8_000]) {
      const tried = server.sockets.length;
      await clock.forward(waitMs - 1);
      expect(server.sockets).toHaveLength(tried);
      await clock.forward(1);
      expect(server.sockets).toHaveLength(tried + 1);
      server.socket.cut();
    }
    network.becomes(true);
    const tried = server.sockets.length;
    server.socket.cut();
    await clock.forward(250);
    expect(server.sockets).toHaveLength(tried + 1);
  });

  it('[SCREEN-4] without a network the page says so', () => {
    const { network, server, client } = live();
    network.becomes(false);
    server.socket.cut();
    expect(client.snapshot().connection).toMatchObject({ state: 'reconnecting', online: false });
  });

  it('[SCREEN-5] a changed network is tried at once: no answer within 3 s is a cut', async () => {
    const { clock, network, server } = live();
    network.becomes(true);
    await clock.forward(2_999);
    expect(server.sockets).toHaveLength(1);
    await clock.forward(300);
    expect(server.sockets).toHaveLength(2);
  });

  it('[SCREEN-6] a patch that does not fit makes the page start over without what it held', () => {
    const { server, client } = live();
    server.becomes(busyConference());
    server.socket.say(server.becomes(liveConference()));
    expect(server.sockets).toHaveLength(2);
    server.socket.open();
    expect(server.socket.lastOf('hello')).not.toHaveProperty('have');
    expect(client.snapshot().replica.view).toBeNull();
  });

  it('[SCREEN-7] an end for good is not retried, and pending commands are told', async () => {
    const { clock, server, client } = live();
    const outcome = client.send(CLOSE);
    server.socket.say({ type: 'closing', reason: 'taken-over' });
    server.socket.cut(4409);
    await clock.forward(60_000);
    expect(server.sockets).toHaveLength(1);
    expect(client.snapshot().connection).toEqual({ state: 'ended', reason: 'taken-over' });
    expect(await outcome).toEqual({ ok: false, fault: 'ended' });
  });
});

describe('an ended media token', () => {
  it('[SCREEN-34] makes the page say hello again, once for all sessions, and keep what it shows', async () => {
    const { clock, server, client } = live();
    client.renewMedia();
    client.renewMedia();
    expect(server.socket.heard.filter(({ type }) => type === 'hello')).toHaveLength(2);
    server.welcome(clock.nowMs());
    expect(client.snapshot().connection.state).toBe('live');
    expect(client.snapshot().replica.view).not.toBeNull();
    await clock.forward(5_000);
    client.renewMedia();
    expect(server.socket.heard.filter(({ type }) => type === 'hello')).toHaveLength(3);
  });
});

describe('commands without an answer', () => {
  it('[SCREEN-8] are sent again after a reconnect and after try-again, always under the same id', async () => {
    const { clock, server, client } = live();
    void client.send(CLOSE);
    server.socket.say({ type: 'answer', commandId: 'id-1', ok: false, tryAgain: true, faultId: 'f' });
    await clock.forward(500);
    expect(server.socket.heard.filter(({ type }) => type === 'command')).toHaveLength(2);
    server.socket.cut();
    await clock.forward(250);
    server.socket.open();
    server.welcome(clock.nowMs());
    expect(server.socket.lastOf('command')).toEqual({ type: 'command', commandId: 'id-1', command: CLOSE });
  });

  it('[SCREEN-9] are given up after 10 s and not sent later', async () => {
    const { clock, server, client } = live();
    server.socket.cut();
    const outcome = client.send(CLOSE);
    await clock.forward(10_000);
    expect(await outcome).toEqual({ ok: false, fault: 'no-answer' });
    server.socket.open();
    server.welcome(clock.nowMs());
    expect(server.socket.lastOf('command')).toBeUndefined();
  });

  it('[SCREEN-9] beyond 32 of them the newest is refused', async () => {
    const { client } = live();
    for (let pressed = 0; pressed < 32; pressed++) void client.send(CLOSE);
    expect(await client.send(CLOSE)).toEqual({ ok: false, fault: 'too-many' });
    client.close();
    await settled();
  });
});

describe('the server’s time', () => {
  it('[SCREEN-10] is taken from the quickest round trip', async () => {
    const { clock, server, client } = live();
    const ahead = 40_000;
    await clock.forward(20);
    server.socket.say({ type: 'pong', n: server.socket.lastOf('ping')!.n, serverTimeMs: clock.nowMs() - 10 + ahead });
    await clock.forward(5_000);
    await clock.forward(900);
    server.socket.say({ type: 'pong', n: server.socket.lastOf('ping')!.n, serverTimeMs: clock.nowMs() + ahead });
    expect(client.snapshot().clockOffsetMs).toBe(ahead);
  });
});
