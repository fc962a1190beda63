import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bug } from '../kernel/assert.ts';
import { dayAfter } from '../kernel/day.ts';
import type { RefusalCode } from '../refusals.ts';
import type { GrantsCommand } from './commands.ts';
import { decideGrants } from './decide.ts';
import type { GrantsEvent } from './events.ts';
import { evolveGrants, foldGrants } from './evolve.ts';
import { grantsOf, NO_GRANTS, type GrantsState, type Role } from './state.ts';

const AT_MS = 1_792_026_000_000;
const [MAY, JUNE, JULY, AUGUST] = ['2026-05-01', '2026-06-01', '2026-07-01', '2026-08-01'] as const;

interface Given {
  readonly role?: Role;
  readonly unitId?: string | null;
  readonly from?: string;
  readonly until?: string | null;
}

function give(
  grantId: string,
  accountId: string,
  { role = 'administrator', unitId = null, from = MAY, until = null }: Given = {},
): GrantsCommand {
  return { type: 'GrantRole', grantId, accountId, role, unitId, from, until };
}

function deputy(
  grantId: string,
  deputyOf: string,
  accountId: string,
  [from, until]: readonly [string, string] = [JUNE, JULY],
): GrantsCommand {
  return { type: 'NameDeputy', grantId, deputyOf, accountId, from, until };
}

function end(grantId: string, until: string): GrantsCommand {
  return { type: 'EndGrant', grantId, until, reason: ' Nghỉ hưu ' };
}

function decided(state: GrantsState, command: GrantsCommand) {
  return decideGrants({ command, atMs: AT_MS, by: { kind: 'operator' }, commandId: 'c' }, state);
}

function after(...commands: readonly GrantsCommand[]): GrantsState {
  return commands.reduce((state, command) => {
    const decision = decided(state, command);
    if (!decision.ok) throw new Error(`${command.type} refused: ${decision.refusal.code}`);
    return foldGrants(decision.events, state);
  }, NO_GRANTS);
}

function expectRefused(state: GrantsState, command: GrantsCommand, code: RefusalCode): void {
  expect(decided(state, command)).toMatchObject({ ok: false, refusal: { code } });
}

const held = (state: GrantsState, accountId: string, day: string) => grantsOf(state, accountId, day).map((grant) => grant.grantId);

describe('giving a role', () => {
  it('[GRANT-1] it holds from the first to the last day, both included', () => {
    const state = after(give('g', 'lan', { role: 'chair', unitId: 'x', from: JUNE, until: JULY }));
    expect([MAY, JUNE, JULY, '2026-07-02'].map((day) => held(state, 'lan', day))).toEqual([[], ['g'], ['g'], []]);
  });

  it('[GRANT-2] is refused for days that are none or in the wrong order, and where it is given already', () => {
    const state = after(give('g', 'lan', { role: 'chair', unitId: 'x', from: JUNE, until: JULY }));
    expectRefused(state, give('h', 'lan', { from: '2026-02-30' }), 'day-invalid');
    expectRefused(state, give('h', 'lan', { until: '2026-06-31' }), 'day-invalid');
    expectRefused(state, give('h', 'lan', { from: JULY, until: JUNE }), 'days-reversed');
    expectRefused(state, give('g', 'minh'), 'grant-exists');
    const again = { role: 'chair', unitId: 'x' } as const;
    expectRefused(state, give('h', 'lan', { ...again, from: JULY }), 'grant-exists');
    expectRefused(state, give('h', 'lan', { ...again, from: MAY, until: JUNE }), 'grant-exists');
    for (const other of [
      { ...again, from: '2026-07-02' },
      { ...again, until: '2026-05-31' },
      { role: 'auditor', unitId: 'x' },
      { role: 'chair', unitId: 'y' },
    ] as const) {
      expect(decided(state, give('h', 'lan', other)).ok).toBe(true);
    }
  });

  it('[GRANT-2] a grant that was withdrawn before it began is in nobody’s way', () => {
    const state = after(give('g', 'lan', { role: 'chair', from: JULY }), end('g', JUNE));
    expect(held(state, 'lan', AUGUST)).toEqual([]);
    expect(decided(state, give('h', 'lan', { role: 'chair', from: JULY })).ok).toBe(true);
  });
});

describe('deputies', () => {
  const base = [give('g', 'lan', { role: 'chair', unitId: 'x', from: MAY, until: JULY }), give('a', 'an')];

  it('[GRANT-3] a deputy has the role over the unit for a time within that of the holder', () => {
    const state = after(...base, deputy('d', 'g', 'minh'));
    expect(state.grants.get('d')).toEqual({
      grantId: 'd',
      accountId: 'minh',
      role: 'chair',
      unitId: 'x',
      from: JUNE,
      until: JULY,
      deputyOf: 'g',
    });
    expect(held(state, 'minh', JUNE)).toEqual(['d']);
  });

  it('[GRANT-3] is refused in order', () => {
    const state = after(...base, deputy('d', 'g', 'minh'));
    expectRefused(state, deputy('e', 'none', 'minh'), 'grant-unknown');
    expectRefused(state, deputy('e', 'd', 'tu'), 'deputy-of-deputy');
    expectRefused(state, deputy('e', 'g', 'lan'), 'deputy-is-holder');
    expectRefused(state, deputy('e', 'g', 'tu', ['2026-06-31', JULY]), 'day-invalid');
    expectRefused(state, deputy('e', 'g', 'tu', [JULY, JUNE]), 'days-reversed');
    expectRefused(state, deputy('e', 'g', 'tu', ['2026-04-30', JULY]), 'deputy-outlives');
    expectRefused(state, deputy('e', 'g', 'tu', [JUNE, AUGUST]), 'deputy-outlives');
    expectRefused(state, deputy('e', 'g', 'minh', [JULY, JULY]), 'grant-exists');
    expectRefused(state, deputy('a', 'g', 'tu'), 'grant-exists');
  });

  it('[GRANT-4] a deputy’s role ends with the holder’s, also when that is ended early', () => {
    const state = after(...base, deputy('d', 'g', 'minh'), end('g', '2026-06-15'));
    expect(held(state, 'minh', '2026-06-15')).toEqual(['d']);
    expect(held(state, 'minh', '2026-06-16')).toEqual([]);
  });
});

describe('ending', () => {
  it('[GRANT-5] a grant is shortened and never lengthened; ending what has ended does nothing', () => {
    const state = after(give('a', 'an'), give('g', 'lan', { role: 'chair', until: JULY }));
    expect(decided(state, end('g', JUNE))).toEqual({
      ok: true,
      events: [{ type: 'GrantEnded', grantId: 'g', until: JUNE, reason: 'Nghỉ hưu', atMs: AT_MS }],
    });
    expect(decided(state, end('g', AUGUST))).toEqual({ ok: true, events: [] });
    expectRefused(state, end('none', JUNE), 'grant-unknown');
    expectRefused(state, end('g', '2026-06-31'), 'day-invalid');
  });

  it('[GRANT-6] the last lasting administrator of the whole organisation stays', () => {
    const alone = after(give('a', 'an'));
    expectRefused(alone, end('a', JULY), 'last-administrator');
    // None of these would be there on the next day: one for a unit, one with an end, a deputy, another role, one that begins later.
    const others = [
      give('u', 'lan', { unitId: 'x' }),
      give('t', 'lan', { until: AUGUST }),
      deputy('d', 'a', 'minh', [JUNE, AUGUST]),
      give('s', 'tu', { role: 'auditor' }),
    ];
    expectRefused(after(give('a', 'an'), ...others, give('l', 'hoa', { from: '2026-07-03' })), end('a', JULY), 'last-administrator');
    const relieved = after(give('a', 'an'), give('l', 'hoa', { from: '2026-07-02' }));
    expect(decided(relieved, end('a', JULY)).ok).toBe(true);
    expectRefused(foldGrants(eventsOf(relieved, end('a', JULY)), relieved), end('l', AUGUST), 'last-administrator');
  });

  it('[GRANT-6] nobody else’s grant is kept because of it', () => {
    expect(decided(after(give('g', 'lan', { role: 'chair', unitId: 'x' })), end('g', JULY)).ok).toBe(true);
  });
});

describe('grants whatever is asked of them', () => {
  const id = fc.constantFrom('g1', 'g2', 'g3', 'g4', 'g5', 'toString', '__proto__');
  const accountId = fc.constantFrom('an', 'lan', 'constructor');
  const day = fc.constantFrom('2026-04-30', MAY, JUNE, JULY, AUGUST, '2026-02-30');
  const role = fc.constantFrom<Role>('administrator', 'administrator', 'chair');
  const command: fc.Arbitrary<GrantsCommand> = fc.oneof(
    fc.record({
      type: fc.constant('GrantRole' as const),
      grantId: id,
      accountId,
      role,
      unitId: fc.constantFrom(null, null, 'x'),
      from: day,
      until: fc.option(day),
    }),
    fc.record({ type: fc.constant('NameDeputy' as const), grantId: id, deputyOf: id, accountId, from: day, until: day }),
    fc.record({ type: fc.constant('EndGrant' as const), grantId: id, until: day, reason: fc.constant('') }),
  );

  it('[GRANT-7] from the first lasting administrator on there is one on every day, and replaying gives the same', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40, size: 'max' }), (commands) => {
        let state = after(give('first', 'an', { from: MAY }));
        const events: GrantsEvent[] = [];
        for (const one of commands) {
          const decision = decided(state, one);
          if (!decision.ok) continue;
          events.push(...decision.events);
          state = foldGrants(decision.events, state);
        }
        for (let today: string = MAY; today <= '2026-08-03'; today = dayAfter(today))
          expect(administrators(state, today)).toBeGreaterThan(0);
        expect(foldGrants(JSON.parse(JSON.stringify(events)) as GrantsEvent[], after(give('first', 'an', { from: MAY })))).toEqual(state);
      }),
      { seed: 20_261_015, numRuns: 300 },
    );
  });

  it('[GRANT-8] an unknown event or grant is a bug', () => {
    for (const type of ['GrantPainted', 'toString', '__proto__'])
      expect(() => evolveGrants(NO_GRANTS, { type } as unknown as GrantsEvent)).toThrow(Bug);
    expect(() => evolveGrants(NO_GRANTS, { type: 'GrantEnded', grantId: 'g', until: MAY, reason: '', atMs: 1 })).toThrow(Bug);
  });
});

function administrators(state: GrantsState, day: string): number {
  const accounts = ['an', 'lan', 'constructor'];
  return accounts
    .flatMap((accountId) => grantsOf(state, accountId, day))
    .filter((grant) => grant.role === 'administrator' && grant.unitId === null).length;
}

function eventsOf(state: GrantsState, command: GrantsCommand): readonly GrantsEvent[] {
  const decision = decided(state, command);
  if (!decision.ok) throw new Error(decision.refusal.code);
  return decision.events;
}
