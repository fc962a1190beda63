import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { OutsideFault } from '../errors.ts';
import { GroupCommit } from './group-commit.ts';
import { merkleLeaf, merkleRoot } from './merkle.ts';
import { invitationToken, openInvitationToken, openPhoneToken, openRoomPass, phoneToken, roomPassToken } from './phone-tokens.ts';
import { ROOM_CODE_WINDOW_MS, roomCode, roomOfCode } from './room-codes.ts';

const SECRET = 'a secret for tests that nobody needs to guess';

describe('tokens of phones', () => {
  it('[CHECKIN-11] say what they were made for, in their conference, and nothing else opens', () => {
    const token = invitationToken(SECRET, 'c', { personId: 'p-1', issue: 2 });
    expect(openInvitationToken(SECRET, 'c', token)).toEqual({ personId: 'p-1', issue: 2 });
    expect(openInvitationToken(SECRET, 'other', token)).toBeNull();
    expect(openInvitationToken('another secret', 'c', token)).toBeNull();
    expect(openInvitationToken(SECRET, 'c', token.replace('p-1', 'p-2'))).toBeNull();
    for (const text of ['', '.', 'p-1', 'p-1.2', `${token}.x`, 'p-1.2.AAAA']) expect(openInvitationToken(SECRET, 'c', text)).toBeNull();
  });

  it('[CHECKIN-11] of one kind are none of another', () => {
    const pass = roomPassToken(SECRET, 'c', { siteId: 'a', readAtMs: 5 });
    expect(openRoomPass(SECRET, 'c', pass)).toEqual({ siteId: 'a', readAtMs: 5 });
    expect(openPhoneToken(SECRET, 'c', pass)).toBeNull();
    expect(openInvitationToken(SECRET, 'c', pass)).toBeNull();
    expect(openRoomPass(SECRET, 'c', phoneToken(SECRET, 'c', { personId: 'a', phoneId: '5' }))).toBeNull();
  });
});

describe('the code of a room', () => {
  const place = { conferenceId: 'c', siteId: 'a' };
  const find = (code: string, nowMs: number) => roomOfCode(SECRET, { conferenceId: 'c', siteIds: ['b', 'a'] }, { code, nowMs });

  it('[CHECKIN-14] changes every half minute, and leads to its room in this window and the next', () => {
    const atMs = 10 * ROOM_CODE_WINDOW_MS + 7;
    const { code, long, endsAtMs } = roomCode(SECRET, place, atMs);
    expect(code).toMatch(/^\d{8}$/);
    expect(endsAtMs).toBe(11 * ROOM_CODE_WINDOW_MS);
    expect(roomCode(SECRET, place, endsAtMs - 1).code).toBe(code);
    expect(roomCode(SECRET, place, endsAtMs).code).not.toBe(code);
    expect([0, 1, 2, -1].map((windows) => find(code, atMs + windows * ROOM_CODE_WINDOW_MS))).toEqual(['a', 'a', null, null]);
    expect([0, 1, 2].map((windows) => find(long, atMs + windows * ROOM_CODE_WINDOW_MS))).toEqual(['a', 'a', null]);
    expect(roomOfCode(SECRET, { conferenceId: 'other', siteIds: ['a'] }, { code, nowMs: atMs })).toBeNull();
  });
});

describe('a Merkle root', () => {
  const sha256 = (...parts: readonly Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest();

  it('[CHECKIN-19] is that of RFC 9162: one leaf is its own root, three divide into two and one, none are the hash of nothing', () => {
    const [a, b, c] = ['a', 'b', 'c'].map(merkleLeaf) as [Buffer, Buffer, Buffer];
    expect(a).toEqual(sha256(Buffer.of(0), Buffer.from('a')));
    expect(merkleRoot([a])).toEqual(a);
    expect(merkleRoot([a, b, c])).toEqual(sha256(Buffer.of(1), sha256(Buffer.of(1), a, b), c));
    expect(merkleRoot([b, a])).not.toEqual(merkleRoot([a, b]));
    expect(merkleRoot([]).toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });
});

describe('a group commit', () => {
  it('[CHECKIN-23] answers each of a batch with its own, and what comes meanwhile goes into the next', async () => {
    const batches: number[][] = [];
    const commits = new GroupCommit<number, string>(async (batch) => {
      batches.push([...batch]);
      await new Promise((resolve) => setTimeout(resolve, 5));
      return batch.map((one) => `answer ${one}`);
    });
    const first = [1, 2, 3].map((one) => commits.submit(one));
    await first[0];
    const second = [4, 5].map((one) => commits.submit(one));
    expect(await Promise.all([...first, ...second])).toEqual([1, 2, 3, 4, 5].map((one) => `answer ${one}`));
    expect(batches).toEqual([
      [1, 2, 3],
      [4, 5],
    ]);
    await commits.close();
  });

  it('[CHECKIN-23] that fails fails for its batch only', async () => {
    let broken = true;
    const commits = new GroupCommit<number, number>((batch) =>
      broken ? Promise.reject(new OutsideFault('try-again')) : Promise.resolve(batch.map((one) => one * 2)),
    );
    const failed = await Promise.allSettled([commits.submit(1), commits.submit(2)]);
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    broken = false;
    expect(await commits.submit(2)).toBe(4);
  });

  it('[CHECKIN-23] takes no more than it can hold, and says so', async () => {
    let finish: () => void = () => undefined;
    const commits = new GroupCommit<number, number>(async (batch) => {
      await new Promise<void>((resolve) => (finish = resolve));
      finish = () => undefined;
      return [...batch];
    });
    const held = Array.from({ length: 30_000 }, (_, place) => commits.submit(place));
    await expect(commits.submit(0)).rejects.toThrow('overloaded');
    const all = Promise.all(held);
    const timer = setInterval(() => finish(), 1);
    expect((await all).length).toBe(30_000);
    clearInterval(timer);
  });
});
