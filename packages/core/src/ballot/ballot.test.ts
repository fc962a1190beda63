import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BallotCommand, BallotCommandOf, BallotForm, Counts } from './commands.ts';
import { castRefusal, choiceFlaw, decideBallot } from './decide.ts';
import type { BallotEvent } from './events.ts';
import { evolveBallot } from './evolve.ts';
import { ballotResult, isShareOf } from './result.ts';
import type { BallotState } from './state.ts';
import { ballotView } from './view.ts';

const T0 = 1_000_000;
const NOTHING = { cast: 0, counts: {} };
const TWO_OF_THREE: BallotForm = {
  kind: 'choose',
  options: ['a', 'b', 'c'].map((optionId) => ({ optionId, text: `Phương án ${optionId}` })),
  maxChoices: 2,
};
const announcement: BallotCommandOf<'AnnounceBallot'> = {
  type: 'AnnounceBallot',
  ballotId: 'b1',
  conferenceId: 'c1',
  question: ' Thông qua chương trình quý IV ',
  form: { kind: 'yes-no' },
  secrecy: 'open',
  voters: 'people',
  quorum: { share: 'two-thirds' },
  majority: { share: 'half', of: 'present' },
};

interface Held {
  readonly state: BallotState | null;
  readonly events: readonly BallotEvent[];
  readonly refusal: string | null;
}

/** One command after the other, a second apart; the first that is refused ends it. */
function held(...commands: readonly BallotCommand[]): Held {
  let state: BallotState | null = null;
  const events: BallotEvent[] = [];
  for (const [index, command] of commands.entries()) {
    const atMs = T0 + index * 1000;
    const by = { kind: 'account', accountId: 'thu-ky' } as const;
    const decision = decideBallot({ command, atMs, by, commandId: `k${index}` }, state);
    if (!decision.ok) return { state, events, refusal: decision.refusal.code };
    for (const event of decision.events) state = evolveBallot(state, event, atMs);
    events.push(...decision.events);
  }
  return { state, events, refusal: null };
}

const announce = (change: Partial<BallotCommandOf<'AnnounceBallot'>> = {}): BallotCommand => ({ ...announcement, ...change });
const open = (entitled = 30, closesAtMs = T0 + 600_000): BallotCommand => ({ type: 'OpenBallot', entitled, closesAtMs });
const close = (counts: Counts = {}, cast = Object.values(counts).reduce((sum, one) => sum + one, 0)): BallotCommand => ({
  type: 'CloseBallot',
  tally: { cast, counts },
});
const hands = (siteId: string, counter: 1 | 2, counts: Counts): BallotCommand => ({ type: 'CountHands', siteId, counter, hands: counts });

describe('ballot', () => {
  it('[BALLOT-1] states its question, form, quorum and majority when it is announced, and nothing of them changes', () => {
    expect(held(announce()).state).toMatchObject({ question: 'Thông qua chương trình quý IV', phase: 'announced', entitled: 0 });
    expect(held(announce(), announce()).refusal).toBe('ballot-exists');
    expect(held(announce({ question: '  ' })).refusal).toBe('question-missing');
    expect(held(announce({ secrecy: 'secret', voters: 'sites' })).refusal).toBe('secret-by-hands');
    const forms: [BallotForm, string | null][] = [
      [TWO_OF_THREE, null],
      [{ ...TWO_OF_THREE, maxChoices: 4 }, 'choices-out-of-range'],
      [{ ...TWO_OF_THREE, maxChoices: 0 }, 'choices-out-of-range'],
      [{ ...TWO_OF_THREE, options: TWO_OF_THREE.options.slice(1, 2) }, 'options-count'],
      [{ ...TWO_OF_THREE, options: [...TWO_OF_THREE.options, { optionId: 'a', text: 'lại a' }] }, 'option-id-taken'],
      [{ ...TWO_OF_THREE, options: [...TWO_OF_THREE.options, { optionId: 'd', text: ' ' }] }, 'option-text-missing'],
    ];
    for (const [form, refusal] of forms) expect(held(announce({ form })).refusal).toBe(refusal);
  });

  it('[BALLOT-2] goes from announced over open to closed; it may be extended while it is open, and withdrawn before', () => {
    const extend = (closesAtMs: number): BallotCommand => ({ type: 'ExtendBallot', closesAtMs });
    expect(held(announce(), open(), extend(T0 + 900_000), close()).state).toMatchObject({ phase: 'closed', closesAtMs: T0 + 900_000 });
    expect(held(announce(), open(), extend(T0 + 500_000)).refusal).toBe('closing-time-past');
    expect(held(announce(), open(30, T0)).refusal).toBe('closing-time-past');
    expect(held(announce(), open(), open()).refusal).toBe('ballot-not-announced');
    expect(held(announce(), close()).refusal).toBe('ballot-not-open');
    expect(held(announce(), open(), close(), extend(T0 + 9_000_000)).refusal).toBe('ballot-closed');
    const withdraw: BallotCommand = { type: 'WithdrawBallot', reason: 'Nội dung chưa rõ' };
    expect(held(announce(), withdraw).state).toMatchObject({ phase: 'withdrawn', reason: 'Nội dung chưa rõ' });
    expect(held(announce(), withdraw, open()).refusal).toBe('ballot-withdrawn');
    expect(held(announce(), open(), withdraw).refusal).toBe('ballot-not-announced');
    expect(held(open()).refusal).toBe('ballot-unknown');
  });

  it('[BALLOT-3] takes nothing before it opens, after its time or after it ended, and says which', () => {
    const phases = ['announced', 'open', 'closed', 'withdrawn', 'invalid'] as const;
    const told = phases.map((phase) => castRefusal({ phase, closesAtMs: T0 + 10 }, T0));
    expect(told).toEqual(['ballot-not-open', null, 'ballot-closed', 'ballot-withdrawn', 'ballot-invalid']);
    expect(castRefusal({ phase: 'open', closesAtMs: T0 }, T0)).toBe('ballot-closed');
  });

  it('[BALLOT-4] is filled in with its own options, each once and no more than may be; an empty one is a ballot', () => {
    expect(['yes', 'no', 'abstain'].map((one) => choiceFlaw({ kind: 'yes-no' }, [one]))).toEqual([null, null, null]);
    for (const choice of [[], ['yes', 'no'], ['maybe']]) expect(choiceFlaw({ kind: 'yes-no' }, choice)).toBe('choice-invalid');
    expect([[], ['a'], ['a', 'c']].map((choice) => choiceFlaw(TWO_OF_THREE, choice))).toEqual([null, null, null]);
    expect(choiceFlaw(TWO_OF_THREE, ['a', 'b', 'c'])).toBe('choices-too-many');
    for (const choice of [['a', 'a'], ['x']]) expect(choiceFlaw(TWO_OF_THREE, choice)).toBe('choice-invalid');
  });

  it('[BALLOT-5] secret, it opens only where a total tells nothing of one person', () => {
    expect(held(announce({ secrecy: 'secret' }), open(9)).refusal).toBe('secret-needs-more');
    expect(held(announce({ secrecy: 'secret' }), open(10)).state?.phase).toBe('open');
    expect(held(announce(), open(3)).state?.phase).toBe('open');
  });

  it('[BALLOT-6] is declared invalid with a reason, also after the closing; then it has no result', () => {
    const declare: BallotCommand = { type: 'DeclareInvalid', reason: 'Số phiếu vượt số người' };
    const after = held(announce(), open(), close({ yes: 20, no: 5, abstain: 0 }), declare);
    expect(after.state).toMatchObject({ phase: 'invalid', reason: 'Số phiếu vượt số người' });
    expect(ballotView(after.state!).result).toBeNull();
    expect(held(announce(), open(), { type: 'DeclareInvalid', reason: ' ' }).refusal).toBe('reason-missing');
    expect(held(announce(), declare).refusal).toBe('ballot-not-open');
  });
});

describe('show of hands', () => {
  const bySites = announce({ voters: 'sites' });
  const room = { yes: 20, no: 3, abstain: 1 };

  it('[BALLOT-7] counts a room when its two officers, each without the other’s figures, agree', () => {
    const agreed = held(bySites, open(), hands('a', 1, room), hands('a', 2, room));
    expect(agreed.events.slice(2).map(({ type }) => type)).toEqual(['HandsCounted', 'HandsAgreed']);
    const twice = held(bySites, open(), hands('a', 1, { ...room, yes: 1 }), hands('a', 1, room), hands('a', 2, room), close());
    expect(twice.state?.tally).toEqual({ cast: 24, counts: room });
    const apart = held(bySites, open(), hands('a', 2, room), hands('a', 1, { ...room, no: 4 }));
    expect(ballotView(apart.state!).rooms).toEqual({ a: { state: 'disagreed', hands: null } });
    expect(held(bySites, open(), hands('a', 1, room), hands('a', 2, { ...room, no: 4 }), close()).state?.tally).toMatchObject({ cast: 0 });
  });

  it('[BALLOT-8] refuses figures that are not whole or not complete, in ballots of people, and out of time', () => {
    for (const flawed of [{ yes: 1 }, { ...room, no: -1 }, { ...room, no: 0.5 }, { ...room, other: 1 }])
      expect(held(bySites, open(), hands('a', 1, flawed as unknown as Counts)).refusal).toBe('hands-incomplete');
    expect(held(announce(), open(), hands('a', 1, room)).refusal).toBe('ballot-by-people');
    expect(held(bySites, hands('a', 1, room)).refusal).toBe('ballot-not-open');
    expect(held(bySites, open(30, T0 + 1500), hands('a', 1, room)).refusal).toBe('ballot-closed');
  });

  it('[BALLOT-9] shows no figures of a room before the closing, and never what one officer alone has counted', () => {
    const one = held(bySites, open(), hands('a', 1, room));
    const both = held(bySites, open(), hands('a', 1, room), hands('a', 2, room), hands('b', 1, { yes: 7, no: 0, abstain: 0 }));
    expect(ballotView(one.state!).rooms).toEqual({ a: { state: 'one-counted', hands: null } });
    expect(JSON.stringify(ballotView(both.state!))).not.toMatch(/20|"yes":7/);
    const closed = held(bySites, open(), hands('a', 1, room), hands('a', 2, room), hands('b', 1, { yes: 7, no: 0, abstain: 0 }), close());
    expect(ballotView(closed.state!).rooms).toMatchObject({ a: { hands: room }, b: { hands: null } });
  });
});

describe('result', () => {
  const rules = { form: { kind: 'yes-no' } as const, quorum: null, majority: { share: 'half', of: 'cast' } as const, entitled: 100 };
  const counts = (yes: number, no: number, abstain: number) => ({ cast: yes + no + abstain, counts: { yes, no, abstain } });

  it('[BALLOT-10] more than half is more than half; two thirds and three quarters are reached exactly', () => {
    expect([isShareOf('half', 50, 100), isShareOf('half', 51, 100)]).toEqual([false, true]);
    expect([isShareOf('two-thirds', 66, 99), isShareOf('two-thirds', 65, 99)]).toEqual([true, false]);
    expect([isShareOf('three-quarters', 75, 100), isShareOf('three-quarters', 74, 100)]).toEqual([true, false]);
    expect(isShareOf('half', 0, 0)).toBe(false);
  });

  it('[BALLOT-11] the majority is of those who decided, of all ballots or of everybody present, as was stated', () => {
    const of = (base: 'decided' | 'cast' | 'present', tally: ReturnType<typeof counts>) =>
      ballotResult({ ...rules, majority: { share: 'half', of: base } }, tally).outcome;
    expect(of('decided', counts(30, 20, 40))).toBe('passed');
    expect(of('cast', counts(30, 20, 40))).toBe('failed');
    expect([of('present', counts(50, 0, 0)), of('present', counts(51, 0, 0))]).toEqual(['failed', 'passed']);
  });

  it('[BALLOT-12] without the quorum nothing is decided, whatever the majority', () => {
    const strict = { ...rules, quorum: { share: 'two-thirds' } as const };
    expect(ballotResult(strict, counts(66, 0, 0))).toMatchObject({ outcome: 'no-quorum', carried: [] });
    expect(ballotResult(strict, counts(67, 0, 0))).toMatchObject({ outcome: 'passed', carried: ['yes'] });
    expect(ballotResult(strict, NOTHING).outcome).toBe('no-quorum');
  });

  it('[BALLOT-13] of a choice the most chosen with the majority are carried; equals at the last place are told, not drawn', () => {
    const choose = { ...rules, form: TWO_OF_THREE };
    expect(ballotResult(choose, { cast: 100, counts: { a: 60, b: 70, c: 55 } })).toMatchObject({ carried: ['b', 'a'], tied: [] });
    expect(ballotResult(choose, { cast: 100, counts: { a: 60, b: 70, c: 60 } })).toMatchObject({ carried: ['b'], tied: ['a', 'c'] });
    expect(ballotResult(choose, { cast: 100, counts: { a: 40, b: 70, c: 60 } }).carried).toEqual(['b', 'c']);
    expect(ballotResult(choose, { cast: 100, counts: { a: 50, b: 50, c: 0 } }).outcome).toBe('failed');
  });

  it('[BALLOT-14] one more vote for never turns passed into failed, and nothing passes with less than half of the base', () => {
    const tallies = fc.record({ yes: fc.nat(200), no: fc.nat(200), abstain: fc.nat(200), entitled: fc.nat(700) });
    const share = fc.constantFrom('half' as const, 'two-thirds' as const, 'three-quarters' as const);
    fc.assert(
      fc.property(tallies, share, fc.constantFrom('decided' as const, 'cast' as const, 'present' as const), (tally, of, base) => {
        const asked = { ...rules, entitled: tally.entitled, majority: { share: of, of: base } };
        const result = ballotResult(asked, counts(tally.yes, tally.no, tally.abstain));
        if (result.outcome !== 'passed') return;
        expect(ballotResult(asked, counts(tally.yes + 1, tally.no, tally.abstain)).outcome).toBe('passed');
        expect(tally.yes).toBeGreaterThan(tally.no * (base === 'present' ? 0 : 1) - 1);
      }),
      { seed: 20261123 },
    );
  });
});
