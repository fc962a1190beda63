import { generateKeyPairSync, webcrypto } from 'node:crypto';
import { constants, privateDecrypt } from 'node:crypto';
import { RSABSSA } from '@cloudflare/blindrsa-ts';
import type { LiveBallot, Replica } from '@diemcau/core';
import { describe, expect, test } from 'vitest';
import { isCredential } from '../../ballots/credentials.ts';
import { createRandom } from '../random.ts';
import { sampleView } from '../sample-view.ts';
import { arrivalMs, ARRIVAL_SHAPES } from './arrival.ts';
import { ballotKey, blind, unblind } from './blinding.ts';
import { ballotReport, lossesOf, phonesReport } from './exactness.ts';
import type { SeenBallot, VoteCounts } from './crowd.ts';
import { CrowdTally } from './crowd-tally.ts';
import { Latencies, summaryOf } from './latencies.ts';
import { parseAddresses } from './local-addresses.ts';
import { PhoneVotes, choiceOf, type VoteEvent } from './phone-votes.ts';
import { PhoneParty } from './phone-party.ts';
import { SharedFrames } from './shared-frames.ts';
import { checkInId } from './simulated-phone.ts';
import { parseSlips } from './slips.ts';

const slip = (n: number, more: object = {}) => ({ url: `https://h/c/ABCDEFGH#i=person-${n}.1.mac`, ...more });

describe('invitations', () => {
  test('[SIM-24] are the addresses of slips, with the names a script may call them by', () => {
    const text = JSON.stringify({ slips: [slip(1, { siteName: 'Xã A', unitName: 'Tổ 3' }), slip(2, { siteName: 'Xã B' })] });
    expect(parseSlips(text, 'f', new Map([['Xã A', ['Xã A', 'Khu vực Một']]]))).toEqual([
      { code: 'ABCDEFGH', invitation: 'person-1.1.mac', places: ['Xã A', 'Tổ 3', 'Khu vực Một'] },
      { code: 'ABCDEFGH', invitation: 'person-2.1.mac', places: ['Xã B'] },
    ]);
  });

  test.each([
    ['no JSON', 'slips', /has no invitations/],
    ['an empty list', '{"slips": []}', /has no invitations/],
    ['another address', '{"slips": [{"url": "https://h/join#t=x"}]}', /slip 1 is no invitation/],
  ])('[SIM-24] %s is refused', (_, text, expected) => {
    expect(() => parseSlips(text, 'f.json')).toThrow(expected);
  });

  test('[SIM-28] the id of a check-in is the invitation’s, run after run', () => {
    expect(checkInId('a')).toBe(checkInId('a'));
    expect(checkInId('a')).not.toBe(checkInId('b'));
    expect(checkInId('a')).toMatch(/^[0-9a-f]{32}$/);
  });
});

test('[SIM-29] addresses are a range or a list; anything else is told', () => {
  expect(parseAddresses('127.0.0.2-127.0.0.4,10.0.0.1')).toEqual(['127.0.0.2', '127.0.0.3', '127.0.0.4', '10.0.0.1']);
  expect(parseAddresses('10.0.0.255-10.0.1.1')).toEqual(['10.0.0.255', '10.0.1.0', '10.0.1.1']);
  for (const wrong of ['', 'here', '127.0.0.9-127.0.0.2', '127.0.0.1-127.9.0.1', '::1'])
    expect(() => parseAddresses(wrong)).toThrow('--from takes');
});

test('[SIM-25] whatever the shape of an arrival, it begins, ends and never turns back', () => {
  for (const shape of ARRIVAL_SHAPES) {
    const moments = Array.from({ length: 101 }, (_, index) => arrivalMs(shape, index / 100, 60_000));
    expect([moments[0], moments[100]]).toEqual([0, 60_000]);
    expect(moments).toEqual([...moments].sort((a, b) => a - b));
  }
  expect(arrivalMs('late', 0.125, 60_000)).toBe(30_000);
  expect(arrivalMs('bell', 0.5, 60_000)).toBe(30_000);
});

describe('credentials', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 0x10001 });
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  const sign = (blinded: Uint8Array) => privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, Buffer.from(blinded));

  test('[SIM-27] what is signed blind is a credential for the server and for the library of the phone page', async () => {
    const key = ballotKey(spki.toString('base64'));
    const blinded = blind(key);
    const signature = unblind(key, blinded, sign(blinded.blinded))!;
    expect(isCredential(key.key, blinded.prepared, signature)).toBe(true);
    const theirs = await webcrypto.subtle.importKey('spki', spki, { name: 'RSA-PSS', hash: 'SHA-384' }, true, ['verify']);
    await expect(RSABSSA.SHA384.PSS.Randomized().verify(theirs, signature, blinded.prepared)).resolves.toBe(true);
  });

  test('[SIM-27] two are never alike, and a signature of something else is none', () => {
    const key = ballotKey(spki.toString('base64'));
    const [one, other] = [blind(key), blind(key)];
    expect(one.blinded.equals(other.blinded)).toBe(false);
    expect(unblind(key, one, sign(other.blinded))).toBeNull();
  });
});

describe('votes', () => {
  const ballot = (change: Partial<LiveBallot>) =>
    ({ ballotId: 'b', voters: 'people', secrecy: 'open', phase: 'open', form: { kind: 'yes-no' }, ...change }) as LiveBallot;
  const press = { lot: 0.1, yes: 0.5, no: 0.5 };
  function phone() {
    const events: VoteEvent[] = [];
    const asked: string[] = [];
    const ask = ({ path }: { readonly path: string }) => {
      asked.push(path);
      return Promise.resolve({ type: 'ok', body: {} } as const);
    };
    return { events, asked, votes: new PhoneVotes({ code: 'C', ask, onEvent: (event) => events.push(event) }) };
  }

  test('[SIM-26] one lot decides what is chosen', () => {
    const yesNo = { kind: 'yes-no' } as const;
    expect([0.1, 0.6, 0.95].map((lot) => choiceOf(yesNo, { lot, yes: 0.5, no: 0.4 }))).toEqual([['yes'], ['no'], ['abstain']]);
    const options = ['a', 'b', 'c'].map((optionId) => ({ optionId, text: optionId }));
    expect(choiceOf({ kind: 'choose', options, maxChoices: 2 }, { lot: 0.9, yes: 1, no: 0 })).toEqual(['c', 'a']);
  });

  test('[SIM-26] pressed before the phone has heard of the ballot it is sent when it has, once', async () => {
    const { votes, asked, events } = phone();
    votes.press('b', press);
    expect(votes.waiting).toBe(1);
    votes.follow([ballot({})]);
    votes.press('b', press);
    votes.follow([ballot({})]);
    await expect.poll(() => votes.waiting).toBe(0);
    expect(asked).toEqual(['/phones/C/ballots/b/votes']);
    expect(events.map(({ type }) => type)).toEqual(['pressed', 'acknowledged']);
  });

  test('[SIM-26] what was pressed and could not be sent before the closing is told as refused', () => {
    const { votes, asked, events } = phone();
    votes.press('b', press);
    votes.follow([ballot({ phase: 'closed' })]);
    votes.press('s', press);
    votes.follow([ballot({ ballotId: 's', secrecy: 'secret' })]);
    expect(asked).toEqual([]);
    expect(events.flatMap((event) => (event.type === 'refused' ? event.code : []))).toEqual(['ballot-over-unvoted', 'no-credential']);
  });
});

describe('exactness', () => {
  const seen: SeenBallot = {
    ballotId: 'b',
    question: 'Hỏi?',
    secrecy: 'open',
    phase: 'closed',
    announcedAtMs: 0,
    entitled: 10,
    turnout: 9,
    result: { outcome: 'passed', cast: 9, entitled: 10, counts: { yes: 6, no: 3 }, carried: ['yes'], tied: [] },
  };
  const votes = (change: Partial<VoteCounts>): VoteCounts => ({
    ...{ pressed: 9, acknowledged: 9, counts: { yes: 6, no: 3 }, refused: {}, receiptsMissing: 0 },
    ...change,
  });
  const report = (...parts: readonly VoteCounts[]) =>
    ballotReport(
      seen,
      parts.map((part) => ({ votes: { b: part } })),
    )[0]!;

  test('[SIM-27] what was acknowledged is in the result, however many processes it came from', () => {
    const [half, rest] = [
      { pressed: 5, acknowledged: 5, counts: { yes: 4, no: 1 } },
      { pressed: 4, acknowledged: 4, counts: { yes: 2, no: 2 } },
    ];
    expect(report(votes(half), votes(rest))).toMatchObject({ acknowledged: 9, published: 9, lost: 0, others: 0, unanswered: 0 });
  });

  test.each([
    ['an option short of one', { counts: { yes: 7, no: 2 } }, { lost: 1 }],
    ['an empty one missing', { pressed: 10, acknowledged: 10 }, { lost: 1 }],
    ['a receipt that is not in the list', { receiptsMissing: 2 }, { lost: 2 }],
    ['somebody else’s vote', { pressed: 8, acknowledged: 8, counts: { yes: 5, no: 3 } }, { lost: 0, others: 1 }],
    ['one that was never answered', { acknowledged: 8, counts: { yes: 5, no: 3 } }, { lost: 0, others: 0, unanswered: 1 }],
  ])('[SIM-27] %s shows', (_, change, expected) => {
    expect(report(votes(change))).toMatchObject(expected);
  });

  test('[SIM-27] a loss is told in words, and so are phones that do not hold the same', () => {
    const tally = new CrowdTally();
    const counts = { arrived: 3, turnedAway: {}, current: 3, votesWaiting: 0, credentials: 0, acknowledged: 0, refused: 0, phase: null };
    const latencies = Object.fromEntries(Object.entries(tally.latencies).map(([name, one]) => [name, one.counts]));
    const audit = { checkInsLost: 1, cuts: 0, versionLagMax: 0, linePlaceMax: 0, votes: { b: votes({ receiptsMissing: 1 }) } };
    const made = phonesReport(3, [
      { ...audit, counts: { ...counts, ballots: [seen] }, held: { '4 x': 2, '4 y': 1 }, latencies: latencies as never },
    ]);
    expect(lossesOf(made)).toEqual([
      { wanted: 'every acknowledged vote counted in "Hỏi?"', was: '1 lost' },
      { wanted: 'every acknowledged check-in kept', was: '1 lost' },
      { wanted: 'the same state on every connected phone', was: '2 of 3' },
    ]);
  });
});

test('[SIM-29] latencies of several processes are one, exact to two hundredths', () => {
  const parts = [new Latencies(), new Latencies()];
  for (let ms = 1; ms <= 1_000; ms += 1) parts[ms % 2]!.add(ms);
  const summary = summaryOf(parts.map(({ counts }) => counts))!;
  expect(summary).toMatchObject({ count: 1_000, max: 1_000 });
  expect(Math.abs(summary.p50 - 500)).toBeLessThanOrEqual(12);
  expect(Math.abs(summary.p99 - 990)).toBeLessThanOrEqual(22);
  expect(summaryOf([])).toBeNull();
});

test('[SIM-29] what thousands of phones are sent is read once, and they hold one copy of it', () => {
  const frames = new SharedFrames();
  const view = sampleView();
  const bytes = (message: object) => Buffer.from(JSON.stringify(message));
  const start = { build: 'x', version: 0, view: null };
  const state = { type: 'state', version: 3, view };
  const phones = [0, 1].map(() => frames.receive(start, frames.read(bytes(state))) as Replica);
  expect(phones[0]!.view).toBe(phones[1]!.view);
  const patch = { type: 'patch', from: 3, version: 4, edits: [{ type: 'update', path: '/title', value: 'Mới' }] };
  const patched = phones.map((replica) => frames.receive(replica, frames.read(bytes(patch))) as Replica);
  expect(patched.map(({ version }) => version)).toEqual([4, 4]);
  expect(patched[0]!.view?.title).toBe('Mới');
  expect(patched[0]!.view).toBe(patched[1]!.view);
  expect(frames.receive(start, frames.read(bytes(patch)))).toBe('resync');
});

test('[SIM-20] the seed draws the same phones again; a room, a unit or a branch is drawn by its name', async () => {
  const keys = Array.from({ length: 40 }, (_, n) => ({
    code: 'ABCDEFGH',
    invitation: `p${n}`,
    places: [n % 2 ? 'Xã A' : 'Xã B', 'Khu vực'],
  }));
  const place = { url: 'http://127.0.0.1:1', addresses: [], seed: 1, voting: null, entryPath: '' };
  const party = new PhoneParty({ ...place, keys });
  const draw = (seed: number) => party.draw({ kind: 'ratio', ratio: 0.25 }, { isThere: false, random: createRandom(seed) });
  expect(draw(7)).toHaveLength(10);
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
  const named = (name: string) => party.draw({ kind: 'names', names: [name] }, { isThere: false, random: createRandom(1) });
  expect(named('Xã A')).toHaveLength(20);
  expect(named('Khu vực')).toHaveLength(40);
  expect(party.unknownName({ kind: 'names', names: ['Xã A', 'Xã C'] })).toBe('Xã C');
  await party.close();
});
