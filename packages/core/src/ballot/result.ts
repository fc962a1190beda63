import { optionIdsOf, type BallotForm, type BallotTally, type Counts, type Majority, type Quorum, type Share } from './commands.ts';

export type Outcome =
  /** A yes-no ballot with the majority, a choice with at least one option that has it. */
  | 'passed'
  | 'failed'
  /** Too few took part: nothing was decided. */
  | 'no-quorum';

export interface BallotResult {
  readonly outcome: Outcome;
  readonly cast: number;
  readonly entitled: number;
  readonly counts: Counts;
  /** Options with the majority, most chosen first; of a yes-no ballot `yes` or none. */
  readonly carried: readonly string[];
  /** Options that would have been carried, had there not been others with as many votes beyond the last place. */
  readonly tied: readonly string[];
}

interface Asked {
  readonly form: BallotForm;
  readonly quorum: Quorum;
  readonly majority: Majority;
  readonly entitled: number;
}

/** What the rules that were stated before make of a tally. */
export function ballotResult({ form, quorum, majority, entitled }: Asked, tally: BallotTally): BallotResult {
  const counts = Object.fromEntries(optionIdsOf(form).map((id) => [id, tally.counts[id] ?? 0]));
  const base = baseOf(majority, { form, cast: tally.cast, entitled, counts });
  const { carried, tied } = carriedOf(form, counts, (votes) => isShareOf(majority.share, votes, base));
  const hasQuorum = quorum === null || isShareOf(quorum.share, tally.cast, entitled);
  const outcome = hasQuorum ? (carried.length > 0 ? 'passed' : 'failed') : 'no-quorum';
  return { outcome, cast: tally.cast, entitled, counts, carried: outcome === 'passed' ? carried : [], tied };
}

/** In whole numbers: a half is exactly a half. */
export function isShareOf(share: Share, part: number, whole: number): boolean {
  if (whole <= 0) return false;
  if (share === 'half') return part * 2 > whole;
  return share === 'two-thirds' ? part * 3 >= whole * 2 : part * 4 >= whole * 3;
}

function baseOf(
  { of }: Majority,
  {
    form,
    cast,
    entitled,
    counts,
  }: { readonly form: BallotForm; readonly cast: number; readonly entitled: number; readonly counts: Counts },
): number {
  if (of === 'present') return entitled;
  if (of === 'cast' || form.kind === 'choose') return cast;
  return (counts['yes'] ?? 0) + (counts['no'] ?? 0);
}

function carriedOf(
  form: BallotForm,
  counts: Counts,
  hasMajority: (votes: number) => boolean,
): { readonly carried: readonly string[]; readonly tied: readonly string[] } {
  if (form.kind === 'yes-no') return { carried: hasMajority(counts['yes'] ?? 0) ? ['yes'] : [], tied: [] };
  const votesOf = (id: string): number => counts[id] ?? 0;
  const ranked = optionIdsOf(form)
    .filter((id) => hasMajority(votesOf(id)))
    .sort((one, other) => votesOf(other) - votesOf(one));
  const beyond = ranked[form.maxChoices];
  if (beyond === undefined) return { carried: ranked, tied: [] };
  // Nobody is chosen by the order in which the options were written.
  const tied = votesOf(beyond) === votesOf(ranked[form.maxChoices - 1]!) ? ranked.filter((id) => votesOf(id) === votesOf(beyond)) : [];
  return { carried: ranked.slice(0, form.maxChoices).filter((id) => !tied.includes(id)), tied };
}
