import { OutsideFault } from '../../errors.ts';
import type { Session } from '../session.ts';
import type { MessageOf } from './handlers.ts';

/** Only a console looks at thumbnails. While the media plane is away there is nothing to tune; the page opens a new session anyway. */
export async function handleWatch(session: Session, message: MessageOf<'watch'>): Promise<void> {
  if (session.caller.kind !== 'console') return session.close('bad-message');
  await session.desk.tune(session, message.session, message.siteIds).catch((error: unknown) => {
    if (!(error instanceof OutsideFault)) throw error;
  });
}
