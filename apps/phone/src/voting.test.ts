import { constants, generateKeyPairSync, privateDecrypt, verify } from 'node:crypto';
import type { LiveBallot } from '@diemcau/core';
import { describe, expect, it } from 'vitest';
import type { Answer, Send, SendMore } from './http.ts';
import { keptFor } from './kept.ts';
import { Voting } from './voting.ts';

const OPEN: LiveBallot = {
  ballotId: 'b1',
  conferenceId: 'c1',
  question: 'Thông qua?',
  form: { kind: 'yes-no' },
  secrecy: 'open',
  voters: 'people',
  quorum: null,
  majority: { share: 'half', of: 'present' },
  phase: 'open',
  announcedAtMs: 0,
  openedAtMs: 1,
  closesAtMs: 100,
  endedAtMs: null,
  entitled: 10,
  reason: null,
  rooms: {},
  result: null,
  turnout: 0,
};
const OFFLINE = { ok: false, offline: true } as const;

interface Asked extends SendMore {
  readonly path: string;
}

/** A server that answers as told; a phone that remembers in a map. */
function phoneWith(answer: (asked: Asked) => Answer<unknown>, memory = new Map<string, string>()) {
  const asked: Asked[] = [];
  const send = (async (_method: string, path: string, more: SendMore = {}) => {
    asked.push({ path, ...more });
    return answer({ path, ...more });
  }) as Send;
  const storage = {
    getItem: (key: string) => memory.get(key) ?? null,
    setItem: (key: string, value: string) => void memory.set(key, value),
    removeItem: (key: string) => void memory.delete(key),
  } as unknown as Storage;
  const voting = new Voting({ code: 'CODE', kept: keptFor(storage, 'CODE'), send, newId: () => 'id', changed: () => undefined });
  return { voting, asked, memory };
}

const votesOf = (asked: readonly Asked[]): Asked[] => asked.filter(({ path }) => path.endsWith('votes'));
const nothingYet = (path: string): Answer<unknown> | null =>
  path.endsWith('/b1') ? { ok: true, body: { publicKey: null, choice: null } } : null;

describe('voting', () => {
  it('[PHONE-10] a vote waits for the network, over a closed page too, and is sent until the server has said yes', async () => {
    let online = false;
    const answer = ({ path }: Asked): Answer<unknown> => (online ? (nothingYet(path) ?? { ok: true, body: { choice: ['yes'] } }) : OFFLINE);
    const first = phoneWith(answer);
    first.voting.follow([OPEN], true);
    first.voting.cast('b1', ['yes']);
    await expect.poll(() => votesOf(first.asked).length).toBe(1);
    expect(first.voting.vote('b1')?.state).toBe('waiting');
    online = true;
    const again = phoneWith(answer, first.memory);
    expect(again.voting.shown.ballots).toEqual([OPEN]);
    again.voting.flush();
    await expect.poll(() => again.voting.vote('b1')?.state).toBe('cast');
    again.voting.flush();
    expect(votesOf(again.asked)).toEqual([{ path: '/phones/CODE/ballots/b1/votes', body: { choice: ['yes'] }, id: 'id' }]);
  });

  it('[PHONE-11] a vote that comes after the closing is told as not counted', async () => {
    const { voting } = phoneWith(({ path }) => nothingYet(path) ?? { ok: false, offline: false, code: 'ballot-closed' });
    voting.follow([OPEN], true);
    voting.cast('b1', ['no']);
    await expect.poll(() => voting.vote('b1')).toEqual({ choice: ['no'], state: 'refused', code: 'ballot-closed' });
  });

  it('[PHONE-12] of a secret ballot the credential comes while it is announced, and the vote goes with it alone', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const spki = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
    let lost = true;
    const { voting, asked } = phoneWith(({ path, body }) => {
      if (path.endsWith('/b1')) return { ok: true, body: { publicKey: spki, choice: null } };
      if (path.endsWith('/secret-votes')) return { ok: true, body: { receipt: 'r' } };
      // The first answer gets lost: the same envelope must come again.
      if (lost) return ((lost = false), OFFLINE);
      const blinded = Buffer.from((body as { blinded: string }).blinded, 'base64');
      const signature = privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, blinded);
      return { ok: true, body: { signature: signature.toString('base64') } };
    });
    const secret: LiveBallot = { ...OPEN, secrecy: 'secret', phase: 'announced' };
    voting.follow([secret], true);
    const envelopes = (): Asked[] => asked.filter(({ path }) => path.endsWith('/credentials'));
    await expect.poll(() => envelopes().length, { timeout: 10_000 }).toBe(1);
    await expect.poll(() => (voting.follow([secret], true), voting.credential('b1')), { timeout: 10_000 }).toBe('ready');
    expect(new Set(envelopes().map(({ body }) => JSON.stringify(body))).size).toBe(1);
    voting.follow([{ ...secret, phase: 'open' }], true);
    voting.cast('b1', ['no']);
    await expect.poll(() => voting.vote('b1')).toEqual({ choice: ['no'], state: 'cast', receipt: 'r' });
    const [vote] = votesOf(asked);
    const { prepared, signature, choice } = vote!.body as { prepared: string; signature: string; choice: string[] };
    const pss = { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 };
    expect(verify('sha384', Buffer.from(prepared, 'base64'), pss, Buffer.from(signature, 'base64'))).toBe(true);
    expect([vote!.path, vote!.alone, choice]).toEqual(['/ballots/b1/secret-votes', true, ['no']]);
  });
});
