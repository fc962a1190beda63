/** What the phones were promised, held against what was published: pure arithmetic. */
import type { Counts } from '@diemcau/core';
import type { CrowdAudit, SeenBallot, VoteCounts } from './crowd.ts';
import { LATENCY_NAMES, type LatencyName } from './crowd.ts';
import { summaryOf, type LatencySummary } from './latencies.ts';

export interface BallotReport {
  readonly question: string;
  readonly secrecy: SeenBallot['secrecy'];
  readonly phase: SeenBallot['phase'];
  readonly acknowledged: number;
  readonly refused: Counts;
  /** Pressed and never answered: they may or may not count. */
  readonly unanswered: number;
  /** null: not closed, or invalid. */
  readonly published: number | null;
  /** Acknowledged and not in the result, or not in the list of receipts. */
  readonly lost: number;
  /** In the result and not of these phones: other people, or something counted twice. */
  readonly others: number;
}

/** Of a run's phones; part of its last line. */
export interface PhonesReport {
  readonly count: number;
  readonly processes: number;
  readonly joined: number;
  readonly turnedAway: Counts;
  readonly checkInsLost: number;
  readonly current: number;
  /** Phones that hold exactly what one that has just loaded everything holds. */
  readonly whole: number;
  readonly versionLagMax: number;
  readonly linePlaceMax: number;
  readonly cuts: number;
  readonly ballots: readonly BallotReport[];
  readonly latencyMs: Readonly<Record<LatencyName, LatencySummary | null>>;
}

export function phonesReport(count: number, audits: readonly CrowdAudit[]): PhonesReport {
  const sum = (of: (audit: CrowdAudit) => number) => audits.reduce((total, audit) => total + of(audit), 0);
  const most = (of: (audit: CrowdAudit) => number) => Math.max(0, ...audits.map(of));
  const latencies = LATENCY_NAMES.map((name) => [name, summaryOf(audits.map((audit) => audit.latencies[name]))] as const);
  return {
    count,
    processes: audits.length,
    joined: sum(({ counts }) => counts.arrived),
    turnedAway: added(audits.map(({ counts }) => counts.turnedAway)),
    checkInsLost: sum(({ checkInsLost }) => checkInsLost),
    current: sum(({ counts }) => counts.current),
    whole: wholeOf(audits),
    versionLagMax: most(({ versionLagMax }) => versionLagMax),
    linePlaceMax: most(({ linePlaceMax }) => linePlaceMax),
    cuts: sum(({ cuts }) => cuts),
    ballots: seenBallots(audits).flatMap((ballot) => ballotReport(ballot, audits)),
    latencyMs: Object.fromEntries(latencies) as PhonesReport['latencyMs'],
  };
}

/** What went missing, each with what there was; empty: nothing. */
export function lossesOf(report: PhonesReport): { readonly wanted: string; readonly was: string }[] {
  const { checkInsLost, current, whole, ballots } = report;
  const losses = ballots
    .filter(({ lost }) => lost > 0)
    .map(({ question, lost }) => ({ wanted: `every acknowledged vote counted in "${question}"`, was: `${lost} lost` }));
  if (checkInsLost > 0) losses.push({ wanted: 'every acknowledged check-in kept', was: `${checkInsLost} lost` });
  if (whole < current) losses.push({ wanted: 'the same state on every connected phone', was: `${whole} of ${current}` });
  return losses;
}

export function ballotReport(ballot: SeenBallot, audits: readonly Pick<CrowdAudit, 'votes'>[]): BallotReport[] {
  const votes = audits.flatMap((audit) => audit.votes[ballot.ballotId] ?? []);
  if (votes.length === 0) return [];
  const sum = (of: (one: VoteCounts) => number) => votes.reduce((total, one) => total + of(one), 0);
  const refused = added(votes.map((one) => one.refused));
  const acknowledged = sum((one) => one.acknowledged);
  const unanswered = sum((one) => one.pressed) - acknowledged - Object.values(refused).reduce((total, one) => total + one, 0);
  const result = ballot.phase === 'closed' ? ballot.result : null;
  const missing = result ? missingOf(added(votes.map((one) => one.counts)), acknowledged, result) : 0;
  return [
    {
      question: ballot.question,
      secrecy: ballot.secrecy,
      phase: ballot.phase,
      acknowledged,
      refused,
      unanswered,
      published: result?.cast ?? null,
      lost: Math.max(
        missing,
        sum((one) => one.receiptsMissing),
      ),
      others: result ? Math.max(0, result.cast - acknowledged - unanswered) : 0,
    },
  ];
}

/** Options that were chosen more often in what was acknowledged than in the result; blank ones show in the sum only. */
function missingOf(chosen: Counts, acknowledged: number, { cast, counts }: { readonly cast: number; readonly counts: Counts }): number {
  const byOption = Object.entries(chosen).reduce((total, [option, times]) => total + Math.max(0, times - (counts[option] ?? 0)), 0);
  return Math.max(byOption, acknowledged - cast, 0);
}

/** Of every ballot the newest sight any crowd has. */
function seenBallots(audits: readonly CrowdAudit[]): SeenBallot[] {
  const seen = new Map<string, SeenBallot>();
  for (const ballot of audits.flatMap(({ counts }) => counts.ballots)) {
    if (!seen.has(ballot.ballotId) || ballot.result) seen.set(ballot.ballotId, ballot);
  }
  return [...seen.values()];
}

/** The state most phones hold, which every crowd's fresh phone holds, too. */
function wholeOf(audits: readonly CrowdAudit[]): number {
  return Math.max(0, ...Object.values(added(audits.map(({ held }) => held))));
}

function added(parts: readonly Counts[]): Counts {
  const total: Record<string, number> = {};
  for (const [name, times] of parts.flatMap((part) => Object.entries(part))) total[name] = (total[name] ?? 0) + times;
  return total;
}
