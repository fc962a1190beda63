import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer, Send } from './http.ts';
import { keptFor } from './kept.ts';
import { Line } from './line.ts';
import { LiveView } from './live.ts';
import { createOutbox } from './outbox.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function opened() {
  const count = { again: 0 };
  const line = new Line({ nowMs: () => Date.now(), changed: () => undefined, again: () => (count.again += 1), random: () => 0.5 });
  return { line, count };
}

describe('what the server puts off', () => {
  it('[HUB-28] is kept, shows its place, and is sent again at its moment and not before', async () => {
    const { line, count } = opened();
    const answers: Answer<unknown>[] = [
      { ok: false, offline: true, line: { place: 700, waitMs: 2_400 } },
      { ok: true, body: {} },
    ];
    const ids: (string | undefined)[] = [];
    const server: Send = (_method, _path, more = {}) => {
      ids.push(more.id);
      return Promise.resolve(answers.shift() as never);
    };
    const outbox = createOutbox({ code: 'ABCDEFGH', kept: keptFor(memory(), 'ABCDEFGH'), send: line.watching(server, 'patient') });
    outbox.put({ id: 'one', pressedAtMs: 7 });
    await outbox.flush();
    expect([line.place?.place, line.maySend, outbox.waiting()?.id]).toEqual([700, false, 'one']);
    await outbox.flush();
    expect(ids).toEqual(['one']);
    vi.advanceTimersByTime(2_899);
    expect(count.again).toBe(0);
    vi.advanceTimersByTime(1);
    expect([count.again, line.place]).toEqual([1, null]);
    await outbox.flush();
    expect([ids, outbox.waiting()]).toEqual([['one', 'one'], null]);
  });

  it('[HUB-28] a phone without network is in no line', async () => {
    const { line } = opened();
    await line.watching(() => Promise.resolve({ ok: false, offline: true }))('GET', '');
    expect([line.place, line.maySend]).toEqual([null, true]);
  });
});

function memory(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
    key: () => null,
    length: 0,
  };
}

class Socket {
  static readonly OPEN = 1;
  static all: Socket[] = [];
  readyState = 1;
  onopen: () => void = () => undefined;
  onmessage: (event: { data: string }) => void = () => undefined;
  onclose: (event: { code: number }) => void = () => undefined;
  constructor() {
    Socket.all.push(this);
  }
  send(): void {}
  close(): void {}
  hears(message: object): void {
    this.onmessage({ data: JSON.stringify(message) });
  }
}

function liveView() {
  Socket.all = [];
  vi.stubGlobal('WebSocket', Socket);
  const places: (number | null)[] = [];
  const live = new LiveView({
    url: 'ws://server',
    onView: () => undefined,
    onBallots: () => undefined,
    onConnected: () => undefined,
    onEnded: () => undefined,
    onWaiting: (told) => places.push(told?.place ?? null),
    random: () => 0.5,
  });
  return { live, places, socket: () => Socket.all.at(-1)! };
}

describe('the live socket of a phone', () => {
  it('[HUB-24] tells its place in line until it is welcomed', () => {
    const { live, places, socket } = liveView();
    socket().hears({ type: 'waiting', place: 900, waitMs: 2_000 });
    socket().hears({ type: 'waiting', place: 400, waitMs: 1_000 });
    socket().hears({ type: 'welcome', serverTimeMs: 0, build: 'x' });
    expect(places).toEqual([900, 400, null]);
    live.close();
  });

  it('[HUB-27] comes back within the time the server said; after a cut within four seconds, then eight', () => {
    const { live, socket } = liveView();
    const countAfter = (ms: number) => {
      vi.advanceTimersByTime(ms);
      return Socket.all.length;
    };
    socket().hears({ type: 'closing', reason: 'server-restarting', withinMs: 20_000 });
    socket().onclose({ code: 4503 });
    expect([countAfter(9_999), countAfter(1)]).toEqual([1, 2]);
    socket().hears({ type: 'welcome', serverTimeMs: 0, build: 'x' });
    socket().onclose({ code: 1006 });
    expect([countAfter(1_999), countAfter(1)]).toEqual([2, 3]);
    socket().onclose({ code: 1006 });
    expect([countAfter(3_999), countAfter(1)]).toEqual([3, 4]);
    live.close();
  });

  it('[HUB-27] of a building whose network is back not all come in the same moment', () => {
    const { live, socket } = liveView();
    socket().onclose({ code: 1006 });
    live.wake('network');
    vi.advanceTimersByTime(999);
    expect(Socket.all).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(Socket.all).toHaveLength(2);
    live.close();
  });

  it('[PHONE-16] a connection that nobody answers is given up for another; one that has heard a word is not', () => {
    const { live, socket } = liveView();
    vi.advanceTimersByTime(20_000 + 1_999);
    expect(Socket.all).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(Socket.all).toHaveLength(2);
    socket().hears({ type: 'waiting', place: 9_000, waitMs: 25_000 });
    vi.advanceTimersByTime(24_000);
    expect(Socket.all).toHaveLength(2);
    live.close();
  });
});
