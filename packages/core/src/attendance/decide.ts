/** Who may be marked how, and when. Pure: the same answer on the phone that asks and on the server that writes. */
import type { Phase } from '../conference/state.ts';
import { accept, refuse, type Decision } from '../kernel/decision.ts';
import type { SiteId } from '../kernel/ids.ts';
import type { AttendanceFact } from './facts.ts';
import { hasCome, isThere, type AbsenceReason, type PhoneId, type Standing } from './standing.ts';

export type AttendanceCommand =
  /** The person's own phone, with the QR of the invitation; `siteId` is the room whose code it read before, null: somewhere else. */
  | { readonly type: 'CheckInByInvitation'; readonly phoneId: PhoneId; readonly siteId: SiteId | null }
  /** The person's own phone, with the code on the room's screen and a name from its list. */
  | { readonly type: 'CheckInByRoomCode'; readonly phoneId: PhoneId; readonly siteId: SiteId }
  /** At the door, or by the bureau; `siteId` is the room the officer is on duty in, null: the bureau. */
  | { readonly type: 'CheckInAtDoor'; readonly siteId: SiteId | null }
  | { readonly type: 'MarkLeft'; readonly siteId: SiteId | null }
  | { readonly type: 'MarkAbsent'; readonly siteId: SiteId | null; readonly reason: AbsenceReason }
  | { readonly type: 'ClearMark'; readonly siteId: SiteId | null };

export interface AttendanceSituation {
  readonly phase: Phase;
  readonly openedAtMs: number | null;
  /** When it happened: on the phone, where it waited for the network, else now. */
  readonly atMs: number;
}

/** No facts: it is so already. */
export function decideAttendance(command: AttendanceCommand, standing: Standing, situation: AttendanceSituation): Decision<AttendanceFact> {
  if (situation.phase === 'draft') return refuse('check-in-not-open');
  if (situation.phase === 'closed') return refuse('check-in-closed');
  switch (command.type) {
    case 'CheckInByInvitation':
      return byInvitation(command, standing, situation);
    case 'CheckInByRoomCode':
      return byRoomCode(command, standing, situation);
    case 'CheckInAtDoor':
      return atDoor(command, standing, situation);
    default:
      return byOfficer(command, standing);
  }
}

type Of<T extends AttendanceCommand['type']> = Extract<AttendanceCommand, { type: T }>;

/** The QR is good once: for one phone. Without a room's code the person is online, wherever they say they are. */
function byInvitation(
  { phoneId, siteId }: Of<'CheckInByInvitation'>,
  standing: Standing,
  situation: AttendanceSituation,
): Decision<AttendanceFact> {
  if (standing.phoneId !== null && standing.phoneId !== phoneId) return refuse('invitation-used');
  const isDone = isThere(standing) && standing.phoneId === phoneId && (siteId === null || standing.mark === 'in-person');
  if (isDone) return accept();
  // Whoever the officer has seen at the door is in the room, whatever the phone knows.
  const mark = siteId !== null || (isThere(standing) && standing.mark === 'in-person') ? 'in-person' : 'online';
  return accept({
    type: 'arrived',
    mark,
    siteId: siteId ?? standing.siteId,
    way: 'invitation',
    phoneId,
    late: isLate(standing, situation),
  });
}

/** A name is no proof: whoever is marked already is not marked again by it, and nobody takes a name of another room. */
function byRoomCode(
  { phoneId, siteId }: Of<'CheckInByRoomCode'>,
  standing: Standing,
  situation: AttendanceSituation,
): Decision<AttendanceFact> {
  if (standing.siteId !== siteId) return refuse('not-in-this-room');
  if (isThere(standing) && standing.phoneId === phoneId) return accept();
  if (standing.phoneId !== null || hasCome(standing)) return refuse('already-checked-in');
  return accept({ type: 'arrived', mark: 'in-person', siteId, way: 'room-code', phoneId, late: isLate(standing, situation) });
}

/** The officer sees the person: that settles it, also for somebody who was expected elsewhere. */
function atDoor({ siteId }: Of<'CheckInAtDoor'>, standing: Standing, situation: AttendanceSituation): Decision<AttendanceFact> {
  const place = siteId ?? standing.siteId;
  if (isThere(standing) && standing.mark === 'in-person' && standing.siteId === place) return accept();
  const way = siteId === null ? 'bureau' : 'officer';
  return accept({ type: 'arrived', mark: 'in-person', siteId: place, way, phoneId: null, late: isLate(standing, situation) });
}

function byOfficer(command: Of<'MarkLeft' | 'MarkAbsent' | 'ClearMark'>, standing: Standing): Decision<AttendanceFact> {
  if (command.siteId !== null && command.siteId !== standing.siteId) return refuse('not-in-this-room');
  if (command.type === 'ClearMark') return standing.mark === 'unmarked' ? accept() : accept({ type: 'cleared' });
  if (command.type === 'MarkLeft') {
    if (!hasCome(standing)) return refuse('person-not-there');
    return standing.left ? accept() : accept({ type: 'left' });
  }
  if (hasCome(standing)) return refuse('person-has-come');
  return standing.reason === command.reason ? accept() : accept({ type: 'absent', reason: command.reason });
}

/** Who comes back was not late for that reason. */
function isLate(standing: Standing, { openedAtMs, atMs }: AttendanceSituation): boolean {
  return hasCome(standing) ? standing.late : openedAtMs !== null && atMs > openedAtMs;
}
