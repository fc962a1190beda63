/** Ten seconds in which everybody votes, and what is there afterwards. */
import { percentile } from '../floor/percentile.ts';
import { PEOPLE, type Ballot, type Hall } from './hall.ts';
import type { Outcome } from './messages.ts';

/** The reference day: 23,000 ballots in ten seconds. */
export const LASTS_MS = 10_000;
/** One vote in ten goes twice, as when a phone's network comes and goes. */
const TWICE_SHARE = 0.1;
/** The processes hear of it, make their timetables, open the connections that are kept, and wait. */
const LEAD_MS = 3_000;

export interface Burst {
  readonly startsAtMs: number;
  readonly outcomes: readonly Outcome[];
}

/** Resolves when every vote was acknowledged or refused. `meanwhile` gets the time it starts by the machine's clock. */
export async function runBurst(hall: Hall, ballot: Ballot, meanwhile?: (startsAtMs: number) => Promise<void>): Promise<Burst> {
  const startsAtMs = Date.now() + LEAD_MS;
  const burst = { ...ballot, startsAtMs, lastsMs: LASTS_MS, twiceShare: TWICE_SHARE };
  const over = hall.phones.map((phones) => phones.ask({ type: 'burst', burst }, 'burst-over'));
  await meanwhile?.(startsAtMs);
  return { startsAtMs, outcomes: (await Promise.all(over)).map(({ outcome }) => outcome) };
}

export function latencyOf({ outcomes }: Burst) {
  const all = outcomes.flatMap(({ latenciesMs }) => latenciesMs);
  const at = (share: number) => Math.round(percentile(all, share) * 10) / 10;
  return { p50Ms: at(0.5), p90Ms: at(0.9), p99Ms: at(0.99), p999Ms: at(0.999), maxMs: at(1) };
}

/** Of the votes that were to leave within each second of the burst: a server that is cold, or falls behind, shows here. */
export function p99BySecond({ outcomes }: Burst): readonly number[] {
  const seconds = Array.from({ length: LASTS_MS / 1_000 + 1 }, () => [] as number[]);
  for (const { latenciesMs, acknowledgedAtMs } of outcomes)
    latenciesMs.forEach((ms, place) => seconds[Math.floor((acknowledgedAtMs[place]! - ms) / 1_000)]?.push(ms));
  return seconds.filter((all) => all.length > 0).map((all) => Math.round(percentile(all, 0.99)));
}

/** Closes the ballot, and compares what was acknowledged with what was counted. */
export async function settle(hall: Hall, ballot: Ballot, { outcomes }: Burst) {
  const closed = await hall.closeBallot(ballot);
  const acknowledged = sumOf(outcomes.map((outcome) => outcome.acknowledged));
  const cast = closed.result?.cast ?? 0;
  const counts = closed.result?.counts ?? {};
  const isSame = Object.entries(acknowledged).every(([choice, count]) => counts[choice] === count);
  const all = Object.values(acknowledged).reduce((sum, count) => sum + count, 0);
  const receipts = ballot.secrecy === 'open' ? null : await receiptsOf(hall, ballot, outcomes);
  const verified = await hall.verify();
  return {
    entitled: closed.entitled,
    acknowledged: all,
    counted: cast,
    counts,
    isExact: isSame && all === PEOPLE && cast === PEOPLE && (receipts === null || receipts.missing === 0),
    ...(receipts ? { receipts } : {}),
    verified,
  };
}

export function sentOf({ outcomes }: Burst) {
  return {
    sent: total(outcomes, 'sent'),
    sentTwice: total(outcomes, 'sentTwice'),
    triedAgain: total(outcomes, 'triedAgain'),
    answers: sumOf(outcomes.map(({ refused }) => refused)),
    behindMs: Math.round(Math.max(...outcomes.map(({ behindMs }) => behindMs))),
  };
}

async function receiptsOf(hall: Hall, ballot: Ballot, outcomes: readonly Outcome[]) {
  const published = await hall.receipts(ballot);
  const known = new Set(published);
  const mine = outcomes.flatMap(({ receipts }) => receipts);
  return { published: published.length, missing: mine.filter((receipt) => !known.has(receipt)).length };
}

function total(outcomes: readonly Outcome[], what: 'sent' | 'sentTwice' | 'triedAgain'): number {
  return outcomes.reduce((sum, outcome) => sum + outcome[what], 0);
}

function sumOf(parts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const [name, count] of parts.flatMap((part) => Object.entries(part))) sum[name] = (sum[name] ?? 0) + count;
  return sum;
}
