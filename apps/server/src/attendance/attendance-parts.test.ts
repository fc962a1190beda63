import { describe, expect, it } from 'vitest';
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
