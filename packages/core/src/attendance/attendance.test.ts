import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideAttendance, type AttendanceCommand, type AttendanceSituation } from './decide.ts';
import { standingAfter } from './facts.ts';
import { differs, NO_TALLY, reconciledRoom, sumOfTallies } from './reconcile.ts';
import { ABSENCE_REASONS, expectedIn, hasCome, isThere, type Standing } from './standing.ts';

const OPENED_MS = 1_000_000;
const live: AttendanceSituation = { phase: 'live', openedAtMs: OPENED_MS, atMs: OPENED_MS + 60_000 };
const before: AttendanceSituation = { phase: 'scheduled', openedAtMs: null, atMs: OPENED_MS - 60_000 };

function after(standing: Standing, command: AttendanceCommand, situation: AttendanceSituation = before): Standing | string {
  const answer = decideAttendance(command, standing, situation);
  if (!answer.ok) return answer.refusal.code;
  return answer.events.reduce((now, fact) => standingAfter(now, fact, situation.atMs), standing);
}

function made(commands: readonly AttendanceCommand[], situation = before): Standing {
  return commands.reduce<Standing>((standing, command) => {
    const next = after(standing, command, situation);
    if (typeof next === 'string') throw new Error(next);
    return next;
  }, expectedIn('a'));
}

const byInvitation = (phoneId: string, siteId: string | null = null): AttendanceCommand => ({
  type: 'CheckInByInvitation',
  phoneId,
  siteId,
});
const byName = (phoneId: string, siteId = 'a'): AttendanceCommand => ({ type: 'CheckInByRoomCode', phoneId, siteId });
const atDoor: AttendanceCommand = { type: 'CheckInAtDoor', siteId: 'a' };

describe('check-in', () => {
  it('[CHECKIN-1] is open from the day a conference is scheduled until it closes', () => {
    for (const command of [byInvitation('p'), byName('p'), atDoor]) {
      expect(after(expectedIn('a'), command, { ...before, phase: 'draft' })).toBe('check-in-not-open');
      expect(after(expectedIn('a'), command, { ...live, phase: 'closed' })).toBe('check-in-closed');
      for (const phase of ['scheduled', 'live', 'paused'] as const)
        expect(after(expectedIn('a'), command, { ...live, phase })).toMatchObject({ sinceMs: live.atMs });
    }
  });

  it('[CHECKIN-2] by the QR of an invitation is online, and in person with the code of a room', () => {
    expect(after(expectedIn('a'), byInvitation('p'))).toMatchObject({ mark: 'online', siteId: 'a', phoneId: 'p' });
    expect(after(expectedIn('a'), byInvitation('p', 'b'))).toMatchObject({ mark: 'in-person', siteId: 'b' });
    expect(after(made([byInvitation('p')]), byInvitation('p', 'a'))).toMatchObject({ mark: 'in-person' });
    expect(after(made([atDoor]), byInvitation('p'))).toMatchObject({ mark: 'in-person', phoneId: 'p' });
  });

  it('[CHECKIN-3] by an invitation works for one phone: the second is refused, the first may ask again', () => {
    const standing = made([byInvitation('mine')]);
    expect(after(standing, byInvitation('other'))).toBe('invitation-used');
    expect(after(standing, byInvitation('mine'))).toEqual(standing);
    expect(after(made([byInvitation('mine'), { type: 'ClearMark', siteId: 'a' }]), byInvitation('other'))).toMatchObject({
      phoneId: 'other',
    });
  });

  it('[CHECKIN-4] by a room’s code is for unmarked people of that room, so nobody checks in for somebody who is there', () => {
    expect(after(expectedIn('a'), byName('p'))).toMatchObject({ mark: 'in-person', phoneId: 'p' });
    expect(after(expectedIn('a'), byName('p', 'b'))).toBe('not-in-this-room');
    expect(after(made([byName('p')]), byName('q'))).toBe('already-checked-in');
    expect(after(made([atDoor]), byName('q'))).toBe('already-checked-in');
    expect(after(made([byInvitation('p')]), byName('q'))).toBe('already-checked-in');
  });

  it('[CHECKIN-5] at the door settles it, for somebody of another room too', () => {
    expect(after(expectedIn('b'), atDoor)).toMatchObject({ mark: 'in-person', siteId: 'a', phoneId: null });
    expect(after(made([byInvitation('p')]), atDoor)).toMatchObject({ mark: 'in-person', phoneId: 'p' });
    expect(after(made([{ type: 'MarkAbsent', siteId: 'a', reason: 'health' }]), atDoor)).toMatchObject({ mark: 'in-person', reason: null });
  });

  it('[CHECKIN-6] an officer marks people of the own room as gone or absent, and takes marks back', () => {
    const there = made([atDoor]);
    expect(after(there, { type: 'MarkLeft', siteId: 'a' })).toMatchObject({ left: true, mark: 'in-person' });
    expect(after(expectedIn('a'), { type: 'MarkLeft', siteId: 'a' })).toBe('person-not-there');
    expect(after(expectedIn('a'), { type: 'MarkAbsent', siteId: 'a', reason: 'duty' })).toMatchObject({ mark: 'absent', reason: 'duty' });
    expect(after(there, { type: 'MarkAbsent', siteId: 'a', reason: 'duty' })).toBe('person-has-come');
    expect(after(there, { type: 'ClearMark', siteId: 'a' })).toEqual(expectedIn('a'));
    for (const type of ['MarkLeft', 'ClearMark'] as const) expect(after(there, { type, siteId: 'b' })).toBe('not-in-this-room');
    expect(after(there, { type: 'MarkLeft', siteId: null })).toMatchObject({ left: true });
  });

  it('[CHECKIN-7] is late after the opening; who comes back is as late as before', () => {
    expect(after(expectedIn('a'), atDoor, live)).toMatchObject({ late: true });
    expect(after(expectedIn('a'), atDoor, before)).toMatchObject({ late: false });
    const gone = made([atDoor, { type: 'MarkLeft', siteId: 'a' }]);
    expect(after(gone, atDoor, live)).toMatchObject({ late: false, left: false });
  });

  it('[CHECKIN-8] the same again changes nothing, and every command is answered in every standing', () => {
    const command = fc.oneof(
      fc.record({
        type: fc.constant('CheckInByInvitation' as const),
        phoneId: fc.constantFrom('p', 'q'),
        siteId: fc.constantFrom(null, 'a', 'b'),
      }),
      fc.record({ type: fc.constant('CheckInByRoomCode' as const), phoneId: fc.constantFrom('p', 'q'), siteId: fc.constantFrom('a', 'b') }),
      fc.record({
        type: fc.constantFrom('CheckInAtDoor' as const, 'MarkLeft' as const, 'ClearMark' as const),
        siteId: fc.constantFrom(null, 'a', 'b'),
      }),
      fc.record({
        type: fc.constant('MarkAbsent' as const),
        siteId: fc.constantFrom(null, 'a'),
        reason: fc.constantFrom(...ABSENCE_REASONS),
      }),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 12 }), fc.boolean(), (commands, isLive) => {
        const situation = isLive ? live : before;
        let standing = expectedIn('a');
        for (const one of commands) {
          const next = after(standing, one, situation);
          if (typeof next === 'string') continue;
          expect(after(next, one, situation)).toEqual(next);
          expect(isThere(next) && !hasCome(next)).toBe(false);
          if (next.mark === 'absent') expect(next.reason).not.toBeNull();
          standing = next;
        }
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});

describe('reconciliation', () => {
  it('[CHECKIN-9] compares what was counted with who is there in person, once both are known', () => {
    const tally = { ...NO_TALLY, invited: 30, inPerson: 24, online: 3, unmarked: 3 };
    expect(reconciledRoom('a', tally, 26).difference).toBe(2);
    expect(differs(reconciledRoom('a', tally, 24))).toBe(false);
    expect(reconciledRoom('a', tally, null).difference).toBeNull();
    expect(reconciledRoom('a', { ...NO_TALLY, invited: 30, unmarked: 30 }, 28).difference).toBeNull();
    expect(reconciledRoom('a', undefined, 3)).toMatchObject({ invited: 0, difference: null });
    expect(sumOfTallies([tally, tally])).toMatchObject({ invited: 60, inPerson: 48, online: 6 });
  });
});
