import { isOlder } from './continuation.ts';

/** What was received of one SSRC, for receiver reports, repair requests and statistics. */
export interface Reception {
  readonly ssrc: number;
  readonly clockRateHz: number;
  baseSequence: number;
  maxSequence: number;
  cycles: number;
  received: number;
  expectedPrior: number;
  receivedPrior: number;
  /** Interarrival jitter in timestamp units (RFC 3550 §6.4.1). */
  jitter: number;
  transitPrior: number | null;
  /** Middle 32 bits of the last sender report's NTP time, and when it came. */
  lastReport: { readonly ntpMiddle: number; readonly atMs: number } | null;
  /** Sequence numbers we wait for. At most MISSING_MAX: beyond it the oldest is given up, a keyframe repairs. */
  readonly missing: Map<number, Missing>;
  gapPackets: number;
  gapExpected: number;
}

interface Missing {
  tries: number;
  askedAtMs: number;
}

/** Half a second at 2.5 Mbit/s; more at once is an outage, which only a keyframe repairs. */
const MISSING_MAX = 128;
/** A jump beyond this is a restart of the source and no loss (RFC 3550 §A.1, MAX_DROPOUT is 3000 there; a gap of 500 is 2 s). */
const RESTART_JUMP = 500;
/** A packet that did not come after five requests is past every playout delay. */
const TRIES_MAX = 5;
/** A little over the round trip inside the country, so that one loss costs one request. */
const RETRY_AFTER_MS = 80;

export function createReception(ssrc: number, clockRateHz: number, firstSequence: number): Reception {
  return {
    ssrc,
    clockRateHz,
    baseSequence: firstSequence,
    maxSequence: firstSequence,
    cycles: 0,
    received: 0,
    expectedPrior: 0,
    receivedPrior: 0,
    jitter: 0,
    transitPrior: null,
    lastReport: null,
    missing: new Map(),
    gapPackets: 0,
    gapExpected: 0,
  };
}

/** Counts a packet. Returns true when it revealed a gap, so that the missing ones can be asked for at once. */
export function receive(state: Reception, sequence: number, timestamp: number, nowMs: number): boolean {
  state.received += 1;
  const ahead = (sequence - state.maxSequence) & 0xffff;
  if (isOlder(sequence, state.maxSequence)) {
    state.missing.delete(sequence);
    return false;
  }
  noteJitter(state, timestamp, nowMs);
  state.gapExpected += Math.max(ahead, 1);
  if (ahead > RESTART_JUMP) restart(state, sequence);
  else if (ahead > 1) noteGap(state, ahead);
  if (sequence < state.maxSequence) state.cycles += 0x10000;
  state.maxSequence = sequence;
  return ahead > 1 && ahead <= RESTART_JUMP;
}

function restart(state: Reception, sequence: number): void {
  Object.assign(state, { baseSequence: sequence, maxSequence: sequence, cycles: 0, received: 1, expectedPrior: 0, receivedPrior: 0 });
  state.missing.clear();
  state.gapExpected = 1;
}

function noteGap(state: Reception, ahead: number): void {
  state.gapPackets += ahead - 1;
  for (let step = Math.max(1, ahead - MISSING_MAX); step < ahead; step += 1) {
    state.missing.set((state.maxSequence + step) & 0xffff, { tries: 0, askedAtMs: 0 });
  }
  for (const oldest of state.missing.keys()) {
    if (state.missing.size <= MISSING_MAX) break;
    state.missing.delete(oldest);
  }
}

/** RFC 3550 §A.8, with arrival in timestamp units. */
function noteJitter(state: Reception, timestamp: number, nowMs: number): void {
  const transit = (Math.round((nowMs * state.clockRateHz) / 1000) - timestamp) | 0;
  if (state.transitPrior !== null) state.jitter += (Math.abs((transit - state.transitPrior) | 0) - state.jitter) / 16;
  state.transitPrior = transit;
}

/** Sequence numbers to ask for now (RFC 4585 §6.2.1); each is asked for at most five times. */
export function dueRepairs(state: Reception, nowMs: number): number[] {
  const due: number[] = [];
  for (const [sequence, missing] of state.missing) {
    if (nowMs - missing.askedAtMs < RETRY_AFTER_MS) continue;
    if (missing.tries >= TRIES_MAX) {
      state.missing.delete(sequence);
      continue;
    }
    missing.tries += 1;
    missing.askedAtMs = nowMs;
    due.push(sequence);
  }
  return due;
}

/** One report block (RFC 3550 §6.4.1); begins the next interval. */
export interface ReportBlock {
  readonly ssrc: number;
  /** Fraction of the interval's packets that never came, in 1/256. */
  readonly fractionLost: number;
  readonly packetsLost: number;
  readonly highestSequence: number;
  readonly jitter: number;
  readonly lastReport: number;
  /** In 1/65536 s. */
  readonly sinceLastReport: number;
}

export function reportBlock(state: Reception, nowMs: number): ReportBlock {
  const highestSequence = state.cycles + state.maxSequence;
  const expected = highestSequence - state.baseSequence + 1;
  const expectedNow = expected - state.expectedPrior;
  const lostNow = expectedNow - (state.received - state.receivedPrior);
  state.expectedPrior = expected;
  state.receivedPrior = state.received;
  const { lastReport } = state;
  return {
    ssrc: state.ssrc,
    fractionLost: expectedNow > 0 && lostNow > 0 ? Math.min(255, Math.floor((lostNow * 256) / expectedNow)) : 0,
    packetsLost: Math.max(0, Math.min(0x7fffff, expected - state.received)),
    highestSequence: highestSequence >>> 0,
    jitter: Math.round(state.jitter) >>> 0,
    lastReport: lastReport?.ntpMiddle ?? 0,
    sinceLastReport: lastReport ? Math.round(((nowMs - lastReport.atMs) * 65536) / 1000) : 0,
  };
}

/** Packets that were sent since the last call, and those of them that did not come the first time. */
export function takeGaps(state: Reception): { readonly expected: number; readonly lost: number } {
  const gaps = { expected: state.gapExpected, lost: state.gapPackets };
  state.gapExpected = 0;
  state.gapPackets = 0;
  return gaps;
}
