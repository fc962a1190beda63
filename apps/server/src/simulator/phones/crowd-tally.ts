/** What the phones of a process have lived through. */
import { LATENCY_NAMES, type CrowdAudit, type LatencyName, type VoteCounts } from './crowd.ts';
import { Latencies } from './latencies.ts';
import type { PhoneEvent } from './simulated-phone.ts';

interface BallotTally {
  pressed: number;
  acknowledged: number;
  readonly counts: Record<string, number>;
  readonly refused: Record<string, number>;
  readonly receipts: string[];
  receiptsMissing: number;
}

export class CrowdTally {
  readonly turnedAway: Record<string, number> = {};
  readonly latencies = Object.fromEntries(LATENCY_NAMES.map((name) => [name, new Latencies()])) as Record<LatencyName, Latencies>;
  readonly #ballots = new Map<string, BallotTally>();
  checkInsLost = 0;
  cuts = 0;
  versionLagMax = 0;
  linePlaceMax = 0;
  acknowledged = 0;
  refused = 0;

  hear(event: PhoneEvent): void {
    if (event.type === 'checked-in') this.latencies.checkIn.add(event.tookMs);
    else if (event.type === 'credential') this.latencies.credential.add(event.tookMs);
    else if (event.type === 'current') this.latencies[event.after === 'arrival' ? 'state' : 'return'].add(event.tookMs);
    else if (event.type === 'turned-away') count(this.turnedAway, event.code);
    else if (event.type === 'check-in-lost') this.checkInsLost += 1;
    else if (event.type === 'line') this.linePlaceMax = Math.max(this.linePlaceMax, event.place);
    else this.#hearVote(event);
  }

  get ballotIds(): readonly string[] {
    return [...this.#ballots.keys()];
  }

  get votes(): CrowdAudit['votes'] {
    return Object.fromEntries([...this.#ballots].map(([ballotId, tally]) => [ballotId, countsOf(tally)]));
  }

  /** Of a secret ballot after its closing: what is in the published list. */
  checkReceipts(ballotId: string, published: ReadonlySet<string>): void {
    const tally = this.#ballot(ballotId);
    tally.receiptsMissing = tally.receipts.filter((receipt) => !published.has(receipt)).length;
  }

  #hearVote(event: Extract<PhoneEvent, { readonly ballotId: string }>): void {
    const tally = this.#ballot(event.ballotId);
    if (event.type === 'pressed') tally.pressed += 1;
    if (event.type === 'refused') {
      this.refused += 1;
      count(tally.refused, event.code);
    }
    if (event.type !== 'acknowledged') return;
    this.acknowledged += 1;
    tally.acknowledged += 1;
    for (const option of event.choice) count(tally.counts, option);
    if (event.receipt !== null) tally.receipts.push(event.receipt);
    this.latencies.vote.add(event.tookMs);
  }

  #ballot(ballotId: string): BallotTally {
    const known = this.#ballots.get(ballotId);
    if (known) return known;
    const tally: BallotTally = { pressed: 0, acknowledged: 0, counts: {}, refused: {}, receipts: [], receiptsMissing: 0 };
    this.#ballots.set(ballotId, tally);
    return tally;
  }
}

function countsOf({ pressed, acknowledged, counts, refused, receiptsMissing }: BallotTally): VoteCounts {
  return { pressed, acknowledged, counts: { ...counts }, refused: { ...refused }, receiptsMissing };
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
