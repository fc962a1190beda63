import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AdmissionLine, ADMISSION_PACE, type AdmissionPace, type Entrant } from './admission-line.ts';
import { comeBackWithinMs } from './come-back.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface Told {
  readonly place: number;
  readonly waitMs: number;
}

interface Phone extends Entrant {
  readonly heard: Told[];
  served: boolean;
}

function phone(served = true): Phone {
  const heard: Told[] = [];
  const made: Phone = { heard, served, told: (place, waitMs) => void heard.push({ place, waitMs }), isServed: () => made.served };
  return made;
}

/** Phones that ask for their turn, and the order in which they came in. */
function crowd(count: number, pace: Partial<AdmissionPace> = {}) {
  const line = new AdmissionLine({ ...ADMISSION_PACE, ...pace });
  const phones = Array.from({ length: count }, () => phone());
  const cameIn: number[] = [];
  phones.forEach((one, number) => void line.turn(one).then((turn) => turn === 'come-in' && cameIn.push(number)));
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  return { line, phones, cameIn, pass };
}

test('[HUB-24] few phones come in at once and hear nothing of a line', async () => {
  const { line, phones, cameIn, pass } = crowd(10);
  await pass(0);
  expect([cameIn.length, line.length]).toEqual([10, 0]);
  await pass(1_000);
  expect(phones.flatMap(({ heard }) => heard)).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

test('[HUB-24] many come in ten in ten milliseconds, in their order, and those behind are told a place that only shrinks', async () => {
  const { line, phones, cameIn, pass } = crowd(20_000);
  expect(line.length).toBe(19_990);
  expect(phones[19_999]!.heard).toEqual([{ place: 19_990, waitMs: 39_980 }]);
  await pass(10_000);
  // While they arrived, two; then ten at every tick.
  expect(cameIn).toHaveLength(10_002);
  await pass(10_000);
  expect(cameIn).toEqual(phones.map((_, number) => number));
  expect([line.length, line.admitted]).toEqual([0, 20_000]);
  const places = phones[19_999]!.heard.map(({ place }) => place);
  expect(places.length).toBeGreaterThan(2);
  expect(places).toEqual([...places].sort((one, other) => other - one));
  // The pace was twice what had been promised.
  expect(phones[19_999]!.heard.at(-1)!.waitMs).toBeLessThan(phones[19_999]!.heard.at(-1)!.place * 1.5);
});

test('[HUB-24] whoever comes later stands behind whoever waits', async () => {
  const { line, cameIn, pass } = crowd(40);
  const late = phone();
  let lateAfter = 0;
  void line.turn(late).then(() => (lateAfter = cameIn.length));
  await pass(100);
  expect(lateAfter).toBe(40);
});

test('[HUB-26] a phone that goes away leaves the line, and nobody waits for it', async () => {
  const { line, phones, cameIn, pass } = crowd(30);
  for (const gone of phones.slice(10, 25)) line.leave(gone);
  line.leave(phones[10]!);
  expect(line.length).toBe(5);
  await pass(20);
  expect(cameIn).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 25, 26, 27, 28, 29]);
});

test('[HUB-26] while a thousand are being sent their view the others wait; one that takes nothing holds them up for 5 s at most', async () => {
  const line = new AdmissionLine({ ...ADMISSION_PACE, servingMax: 2 });
  const slow = [phone(false), phone(false)];
  for (const one of slow) void line.turn(one);
  let cameIn = 0;
  for (let number = 0; number < 3; number += 1) void line.turn(phone()).then(() => (cameIn += 1));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(cameIn).toBe(0);
  slow[0]!.served = true;
  await vi.advanceTimersByTimeAsync(40);
  expect(cameIn).toBe(3);
  let later = 0;
  for (let number = 0; number < 2; number += 1) void line.turn(phone(false)).then(() => (later += 1));
  await vi.advanceTimersByTimeAsync(10_100);
  expect(later).toBe(2);
});

test('[HUB-26] a full line sends the next away', async () => {
  const { line, pass } = crowd(13, { waitingMax: 3 });
  expect(await line.turn(phone())).toBe('full');
  await pass(30);
  expect(await line.turn(phone())).toBe('come-in');
});

test('[HUB-26] a worker that closes sends everybody in line away', async () => {
  const line = new AdmissionLine({ ...ADMISSION_PACE, perTick: 0 });
  const turn = line.turn(phone());
  line.close();
  expect(await turn).toBe('left');
  expect(vi.getTimerCount()).toBe(0);
});

test('[HUB-27] the more phones are sent away, the longer the time over which they come back', () => {
  expect([0, 1, 500, 5_000, 11_500, 1_000_000].map(comeBackWithinMs)).toEqual([1_000, 1_000, 1_000, 10_000, 23_000, 60_000]);
});

test('[HUB-24] while phones keep arriving few are let in, so that whoever stands behind them gets a socket', async () => {
  const { line, cameIn, pass } = crowd(10);
  for (let tick = 0; tick < 100; tick += 1) {
    for (let number = 0; number < 30; number += 1) void line.turn(phone());
    await pass(10);
  }
  expect([cameIn.length, line.admitted]).toEqual([10, 210]);
  await pass(1_000);
  expect(line.admitted).toBe(1_210);
});
