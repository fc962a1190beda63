import type { ConferenceCommand, ConferenceState, HelpCall, HelpKind, SiteId } from '@diemcau/core';
import type { Random } from './random.ts';

/**
 * What the officer of a simulated room does beside the floor: counts the people, now and then calls for
 * help, and writes in the channel of all sites while it is open. It has seeded numbers of its own, so that hands do not depend on it.
 */
export interface RoomDuties {
  readonly siteId: SiteId;
  readonly random: Random;
  readonly habits: DutyHabits;
  /** When it counts next; null: not planned yet. */
  countAtMs: number | null;
  /** What it counted last. */
  counted: number | null;
  /** When it calls for help next; null: not planned yet. */
  helpAtMs: number | null;
  /** When what it called for has mended itself. */
  mendedAtMs: number | null;
  /** When it writes in the channel next; null: not planned, or the channel is closed. */
  postAtMs: number | null;
}

export interface DutyHabits {
  /** The first count is there within so long after the room came in; 0: it never counts. */
  readonly countWithinMs: number;
  /** Average time between two calls for help of one room; 0: it never calls. */
  readonly helpEveryMs: number;
  /** Average time between two posts of one room while the channel is open; 0: it never writes. */
  readonly postEveryMs: number;
}

/** Counting a room takes up to three minutes; of a dozen rooms one calls for help about every four minutes and writes every half. */
export const DEFAULT_DUTIES: DutyHabits = { countWithinMs: 180_000, helpEveryMs: 2_900_000, postEveryMs: 400_000 };

/** In a room of which nobody said how many come. */
const USUAL_COUNT = 40;
/** One or two people come late or leave; counting again more often than every ten minutes is nobody's habit. */
const RECOUNT_MIN_MS = 600_000;
const RECOUNT_MAX_MS = 1_200_000;

export const TROUBLES: readonly [readonly [HelpKind, string], ...(readonly [HelpKind, string])[]] = [
  ['sound', 'Tiếng từ hội trường nhỏ, loa phòng đã mở hết cỡ'],
  ['picture', 'Màn hình lớn của phòng không nhận tín hiệu'],
  ['network', 'Mạng chập chờn từ khi trời mưa'],
  ['other', 'Chưa nhận được bản in tài liệu của phần thảo luận'],
];

export const POSTS: readonly [string, ...string[]] = [
  'Phòng đã đủ thành phần, hình và tiếng tốt.',
  'Đã nhận tài liệu thảo luận, xin cảm ơn thư ký.',
  'Xin hỏi: biểu tổng hợp quý gửi theo mẫu mới hay mẫu cũ?',
  'Điểm cầu có 12 đại biểu đến muộn do mưa, đã vào phòng.',
  'Nhất trí với nội dung vừa trình bày, sẽ gửi ý kiến bằng văn bản.',
  'Đề nghị gửi lại văn bản hướng dẫn về tiếng ồn trong khu dân cư.',
];

export function createDuties(siteId: SiteId, random: Random, habits: DutyHabits): RoomDuties {
  return { siteId, random, habits, countAtMs: null, counted: null, helpAtMs: null, mendedAtMs: null, postAtMs: null };
}

interface Now {
  readonly nowMs: number;
  readonly newId: () => string;
  /** The room's open call, as its mail says. */
  readonly helpCall: HelpCall | null;
}

/** What the officer does now. Call it a few times a second. */
export function takeDuties(duties: RoomDuties, view: ConferenceState, now: Now): ConferenceCommand[] {
  if (view.phase === 'draft' || view.phase === 'closed') return [];
  const done = [count(duties, view, now.nowMs), callForHelp(duties, view, now), mend(duties, now), post(duties, view, now)];
  return done.flatMap((one) => one ?? []);
}

function count(duties: RoomDuties, view: ConferenceState, nowMs: number): ConferenceCommand | null {
  const { siteId, random, habits } = duties;
  if (habits.countWithinMs === 0) return null;
  duties.countAtMs ??= nowMs + random.between(0.02, 1) * habits.countWithinMs;
  if (nowMs < duties.countAtMs) return null;
  duties.countAtMs = nowMs + random.between(RECOUNT_MIN_MS, RECOUNT_MAX_MS);
  // Later a few come or go.
  const counted = duties.counted === null ? firstCount(view, siteId, random) : duties.counted + random.between(-2, 3);
  duties.counted = Math.max(0, Math.round(counted));
  return { type: 'ReportHeadcount', siteId, count: duties.counted };
}

/** At first nearly everybody is there. */
export function firstCount(view: ConferenceState, siteId: SiteId, random: Random): number {
  return Math.round((view.sites[siteId]?.expectedCount ?? USUAL_COUNT) * random.between(0.85, 1.03));
}

function callForHelp(duties: RoomDuties, view: ConferenceState, { nowMs, newId, helpCall }: Now): ConferenceCommand | null {
  const { siteId, random, habits } = duties;
  if (habits.helpEveryMs === 0 || view.phase !== 'live' || view.hallSiteId === siteId || helpCall) return null;
  duties.helpAtMs ??= nowMs + random.between(0.05, 1.5) * habits.helpEveryMs;
  if (nowMs < duties.helpAtMs) return null;
  duties.helpAtMs = null;
  const [kind, text] = random.pick(TROUBLES);
  // Five to ten minutes: time for somebody at the desk to see it and act.
  duties.mendedAtMs = nowMs + random.between(300_000, 600_000);
  return { type: 'CallForHelp', callId: newId(), siteId, kind, text };
}

function post(duties: RoomDuties, view: ConferenceState, { nowMs, newId }: Now): ConferenceCommand | null {
  const { siteId, random, habits } = duties;
  if (!view.channelOpen || habits.postEveryMs === 0) {
    duties.postAtMs = null;
    return null;
  }
  duties.postAtMs ??= nowMs + random.between(0.01, 1) * habits.postEveryMs;
  if (nowMs < duties.postAtMs) return null;
  duties.postAtMs = nowMs + random.between(0.5, 1.5) * habits.postEveryMs;
  return { type: 'PostMessage', postId: newId(), siteId, text: random.pick(POSTS) };
}

function mend(duties: RoomDuties, { nowMs, helpCall }: Now): ConferenceCommand | null {
  if (duties.mendedAtMs === null || nowMs < duties.mendedAtMs) return null;
  duties.mendedAtMs = null;
  return helpCall ? { type: 'WithdrawHelp', siteId: duties.siteId } : null;
}
