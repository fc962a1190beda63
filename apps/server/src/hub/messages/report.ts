import type { Session } from '../session.ts';
import type { MessageOf } from './handlers.ts';

/** Only a room has anything to report; others are told that they speak wrongly. */
export function handleReport(session: Session, { report }: MessageOf<'report'>): void {
  if (session.caller.kind !== 'site') return session.close('bad-message');
  session.report = report;
}
