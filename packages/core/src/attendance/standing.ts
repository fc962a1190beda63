import type { SiteId } from '../kernel/ids.ts';

/** Rows of the invitation list; delegates are not accounts. */
export type PersonId = string;
/** Random, made by the phone when it is checked in; says nothing about the phone. */
export type PhoneId = string;

export type CheckInMark = 'in-person' | 'online' | 'absent' | 'unmarked';
/** How somebody was checked in. */
export type CheckInWay = 'invitation' | 'room-code' | 'officer' | 'bureau';

/** A closed list: a reason somebody types would be about a person. `substituted`: somebody came instead. */
export const ABSENCE_REASONS = ['duty', 'health', 'leave', 'substituted', 'other'] as const;
export type AbsenceReason = (typeof ABSENCE_REASONS)[number];

/** How one person stands in the attendance of one conference. */
export interface Standing {
  readonly mark: CheckInMark;
  /** The room they are in, or are expected in. */
  readonly siteId: SiteId;
  /** When the mark was made; null: not yet marked. */
  readonly sinceMs: number | null;
  /** They first came after the opening. */
  readonly late: boolean;
  /** They were there and went. */
  readonly left: boolean;
  /** Of somebody absent. */
  readonly reason: AbsenceReason | null;
  /** The phone they checked in with. */
  readonly phoneId: PhoneId | null;
}

export function expectedIn(siteId: SiteId): Standing {
  return { mark: 'unmarked', siteId, sinceMs: null, late: false, left: false, reason: null, phoneId: null };
}

/** Has come, whether or not still there. */
export function hasCome({ mark }: Pick<Standing, 'mark'>): boolean {
  return mark === 'in-person' || mark === 'online';
}

/** Is there now. */
export function isThere(standing: Pick<Standing, 'mark' | 'left'>): boolean {
  return hasCome(standing) && !standing.left;
}
