/**
 * What one viewer is sent, from everything down to nothing. `small` is the thumbnail of whoever feeds a bus in
 * place of the picture; `text` leaves the line to the live socket, which tells who speaks and what is decided.
 */
export const RUNGS = ['full', 'small', 'audio', 'text'] as const;
export type Rung = (typeof RUNGS)[number];

/** One second of a viewer as it reported it. Absent: it said nothing of it. */
export interface LinkSample {
  /** Fraction 0–1 of packets that did not come (RFC 3550 §6.4.1). */
  readonly lossRatio?: number | undefined;
  readonly rttMs?: number | undefined;
  /** What its browser believes can pass (REMB), in bit/s. */
  readonly deliverableBps?: number | undefined;
  /** What it was sent. */
  readonly sentBps: number;
  /** How late the plane's own tick came in it, at worst; a session cannot say why its packets did not pass meanwhile. */
  readonly tickLateMs: number;
  /** Nothing was reported in it, and what stands here was said before: viewers that only hear report each five seconds. */
  readonly isRepeated?: boolean;
}

export interface Ladder {
  readonly rung: Rung;
  readonly badSeconds: number;
  readonly goodSeconds: number;
  /** Seconds of a good line before the next step up; doubles with each step up that did not hold. */
  readonly patienceS: number;
  readonly secondsSinceUp: number;
  /** How many seconds, this one among them, tell of the plane that stood still and not of the line; 0: it tells of the line. */
  readonly doubtfulSeconds: number;
}

/** Loss a repair still hides at each rung: pictures are sent again and Opus carries its own (RFC 7587 §3.1.2). */
const LOSS_MAX: Readonly<Record<Rung, number>> = { full: 0.1, small: 0.25, audio: 0.5, text: 1 };
/** Below it a step up is tried: a fifth of what `small` bears, so that one does not lead to the other at once. */
const LOSS_GOOD = 0.05;
/** A repair takes a round trip, and the plane keeps half a second of a picture. */
const RTT_MAX_MS = 1000;
const RTT_GOOD_MS = 700;
/** A browser's estimate is cautious and slow to rise: only at half of what is sent, and with other signs, it means a queue that grows. */
const DELIVERY_MIN = 0.5;
const SIGN_LOSS = 0.02;
const SIGN_RTT_MS = 300;
/** One bad second is a gust; three are the weather. */
const BAD_SECONDS = 3;
/** A line this bad is not asked three times. */
const LOSS_SEVERE = 0.4;
const PATIENCE_FIRST_S = 10;
const PATIENCE_MAX_S = 120;
/** A step up that is taken back within this time was a mistake. */
const MISTAKE_S = 20;
/**
 * A tick this late means that the plane stood still. A shorter stop makes no line fall by itself: it adds less than
 * half of `RTT_MAX_MS` to a round trip, and of the second around it at most a third is lost (0.5 s of 1.5 s), which is
 * below `LOSS_SEVERE`. A plane with much to do is late by tens of milliseconds all the time: would that count, nobody
 * on a bad line were helped as long as it lasts.
 */
export const STALL_MS = 500;
/** That second and the next, in which what had queued up is read and viewers report what they missed: browsers do once a second. */
const STALL_SECONDS = 2;

export function createLadder(): Ladder {
  return { rung: 'full', badSeconds: 0, goodSeconds: 0, patienceS: PATIENCE_FIRST_S, secondsSinceUp: MISTAKE_S, doubtfulSeconds: 0 };
}

/**
 * One second further. A second without any report changes nothing: the session itself ends when the line does. Nor does
 * one in which the plane stood still, and the one after it.
 */
export function stepLadder(ladder: Ladder, sample: LinkSample): Ladder {
  const doubtfulSeconds = sample.tickLateMs >= STALL_MS ? STALL_SECONDS : Math.max(0, ladder.doubtfulSeconds - 1);
  const aged = { ...ladder, secondsSinceUp: ladder.secondsSinceUp + 1, doubtfulSeconds };
  if (doubtfulSeconds > 0) return aged;
  if (sample.lossRatio === undefined && sample.rttMs === undefined) return aged;
  // One bad report is one bad second, however long the next one takes.
  if (isBad(ladder.rung, sample)) return sample.isRepeated ? aged : onBad(aged, sample);
  if (!isGood(sample)) return { ...aged, badSeconds: 0, goodSeconds: 0 };
  return onGood({ ...aged, badSeconds: 0, goodSeconds: ladder.goodSeconds + 1 });
}

function isBad(rung: Rung, { lossRatio = 0, rttMs = 0, deliverableBps = Infinity, sentBps }: LinkSample): boolean {
  const hasSigns = lossRatio > SIGN_LOSS || rttMs > SIGN_RTT_MS;
  const isStarved = hasPicture(rung) && hasSigns && deliverableBps < sentBps * DELIVERY_MIN;
  const isSlow = hasPicture(rung) && rttMs > RTT_MAX_MS;
  return lossRatio > LOSS_MAX[rung] || isStarved || isSlow;
}

function isGood({ lossRatio = 0, rttMs = 0 }: LinkSample): boolean {
  return lossRatio <= LOSS_GOOD && rttMs <= RTT_GOOD_MS;
}

function onBad(ladder: Ladder, { lossRatio = 0 }: LinkSample): Ladder {
  const badSeconds = ladder.badSeconds + 1;
  const isDue = badSeconds >= BAD_SECONDS || (lossRatio > LOSS_SEVERE && hasPicture(ladder.rung));
  if (!isDue || ladder.rung === 'text') return { ...ladder, badSeconds, goodSeconds: 0 };
  const wasMistake = ladder.secondsSinceUp < MISTAKE_S;
  const patienceS = wasMistake ? Math.min(PATIENCE_MAX_S, ladder.patienceS * 2) : ladder.patienceS;
  return { ...ladder, rung: below(ladder.rung), badSeconds: 0, goodSeconds: 0, patienceS };
}

function onGood(ladder: Ladder): Ladder {
  if (ladder.goodSeconds < ladder.patienceS) return ladder;
  // Everything has passed for as long as a step up would have had to wait: the next trouble is another one.
  if (ladder.rung === 'full') return { ...ladder, patienceS: PATIENCE_FIRST_S };
  return { ...ladder, rung: above(ladder.rung), goodSeconds: 0, secondsSinceUp: 0 };
}

function hasPicture(rung: Rung): boolean {
  return rung === 'full' || rung === 'small';
}

function below(rung: Rung): Rung {
  return RUNGS[RUNGS.indexOf(rung) + 1] ?? rung;
}

function above(rung: Rung): Rung {
  return RUNGS[RUNGS.indexOf(rung) - 1] ?? rung;
}
