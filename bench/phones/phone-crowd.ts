/** Process of a benchmark: thousands of phones on bare sockets, from several loopback addresses. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Arrival, FromPhones, Line, ToPhones } from './messages.ts';
import { Phone } from './phone.ts';

/** A machine gives one address some 28,000 ports towards one server; connections that have just ended keep theirs for a minute. */
const PHONES_PER_ADDRESS = 2_000;
/** The timer that opens those whose moment has come. */
const OPEN_EVERY_MS = 10;

const phones: Phone[] = [];
let calls: { readonly line: Line; readonly from: number } | undefined;
let expected: { readonly version: number; left: number } | null = null;
let news = '';

function tell(message: FromPhones): void {
  process.send?.(message);
}

function newPhone(): Phone {
  const { line, from } = calls!;
  const localAddress = `127.0.${from}.${1 + Math.floor(phones.length / PHONES_PER_ADDRESS)}`;
  const phone = new Phone({ line, localAddress, news: heard });
  phones.push(phone);
  return phone;
}

function heard(phone: Phone, text: Buffer): void {
  if (phone === phones[0]) news = text.toString();
  if (!expected || phone.version !== expected.version) return;
  expected.left -= 1;
  if (expected.left === 0) answerHeld(expected.version);
}

function answerHeld(version: number): void {
  expected = null;
  const holding = phones.filter((phone) => phone.version === version);
  // Thousands of moments are of no use to anybody: only a small crowd is asked for them.
  const atUs = phones.length > 1_000 ? [] : holding.map((phone) => phone.versionAtUs);
  tell({ type: 'held', version, phones: holding.length, atUs, news });
}

function expect(version: number): void {
  const left = phones.filter((phone) => phone.version < version).length;
  expected = { version, left };
  if (left === 0) answerHeld(version);
}

async function comeIn(arriving: readonly Phone[], arrival: Arrival): Promise<void> {
  const beganMs = performance.now();
  const due = arriving.map((phone) => ({ phone, atMs: Math.random() * arrival.withinMs })).sort((one, other) => one.atMs - other.atMs);
  const inside: Promise<void>[] = [];
  for (let next = 0; next < due.length; await sleep(OPEN_EVERY_MS)) {
    const passedMs = performance.now() - beganMs;
    while (next < due.length && due[next]!.atMs <= passedMs) inside.push(due[next++]!.phone.comeIn(arrival));
  }
  await Promise.all(inside);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const waitsMs = arriving.map((phone) => phone.waitedMs);
  const comingsAgain = sum(arriving.map((phone) => phone.comingsAgain));
  tell({ type: 'in', waitsMs, comingsAgain, toldPlace: arriving.filter((phone) => phone.wasToldPlace).length });
}

process.on('message', (message: ToPhones) => {
  if (message.type === 'line') {
    calls = message;
    tell({ type: 'ready' });
  }
  if (message.type === 'open') void comeIn(Array.from({ length: message.arrival.phones }, newPhone), message.arrival);
  if (message.type === 'return') void comeIn(phones, message.arrival);
  if (message.type === 'expect') expect(message.version);
  if (message.type === 'cut') {
    for (const phone of phones) phone.cut();
    tell({ type: 'cut-off' });
  }
});
process.on('disconnect', () => process.exit(0));
