import type { SiteId } from '../kernel/ids.ts';
import type { AbsenceReason, CheckInWay, PhoneId, Standing } from './standing.ts';

/** What is written about one person; rows of an append-only table, never events: 23,000 of them come within minutes. */
export type AttendanceFact =
  | {
      readonly type: 'arrived';
      readonly mark: 'in-person' | 'online';
      readonly siteId: SiteId;
      readonly way: CheckInWay;
      readonly phoneId: PhoneId | null;
      readonly late: boolean;
    }
  | { readonly type: 'left' }
  | { readonly type: 'absent'; readonly reason: AbsenceReason }
  /** A mark made by mistake is taken back; the phone it was made with is let go. */
  | { readonly type: 'cleared' };

export function standingAfter(standing: Standing, fact: AttendanceFact, atMs: number): Standing {
  switch (fact.type) {
    case 'arrived':
      return { ...arrived(standing, fact), sinceMs: atMs };
    case 'left':
      return { ...standing, left: true, sinceMs: atMs };
    case 'absent':
      return { ...standing, mark: 'absent', reason: fact.reason, sinceMs: atMs, late: false, left: false, phoneId: null };
    case 'cleared':
      return { ...standing, mark: 'unmarked', reason: null, sinceMs: null, late: false, left: false, phoneId: null };
  }
}

/** Who was checked in at the door keeps the phone they come with later, and the other way round. */
function arrived(standing: Standing, { mark, siteId, late, phoneId }: Extract<AttendanceFact, { type: 'arrived' }>): Standing {
  return { ...standing, mark, siteId, late, left: false, reason: null, phoneId: phoneId ?? standing.phoneId };
}
