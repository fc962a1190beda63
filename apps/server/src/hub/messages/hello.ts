import { PROTOCOL_VERSION, type ServerMessage } from '@diemcau/core';
import { OutsideFault } from '../../errors.ts';
import { actorOf } from '../access/caller.ts';
import type { Session } from '../session.ts';
import type { MessageOf } from './handlers.ts';

/** Answers with `welcome`, then what the client has missed; phones wait their turn. A second hello starts over. */
export async function handleHello(session: Session, message: MessageOf<'hello'>): Promise<void> {
  if (message.protocol !== PROTOCOL_VERSION) return session.close('protocol-unsupported');
  if (message.audience !== session.audience) return session.close('not-allowed');
  session.goBack();
  if (!(await session.comeIn())) return;
  const welcome = await makeWelcome(session, message.have?.version).catch(awayIsNoBug);
  if (!welcome) return session.close('server-restarting');
  session.send(welcome);
  session.goLive(message.have?.build === session.desk.build ? message.have.version : undefined);
  session.desk.bringUpToDate(session);
}

/** The database may be away for a moment: the client comes back, and it is no fault of ours. */
function awayIsNoBug(error: unknown): null {
  if (error instanceof OutsideFault) return null;
  throw error;
}

async function makeWelcome(session: Session, haveVersion: number | undefined): Promise<ServerMessage> {
  const { desk, conference } = session;
  // Another worker showed the client more than this one has read: it must not go back in time.
  if ((haveVersion ?? 0) > conference.step.version) await conference.room.catchUp();
  const media = await desk.mediaAccess(session);
  const names = session.caller.kind === 'console' ? { officerNames: await desk.officerNames(session) } : {};
  const { build } = desk;
  const actor = actorOf(session.caller);
  return {
    type: 'welcome',
    protocol: PROTOCOL_VERSION,
    build,
    audience: session.audience,
    actor,
    serverTimeMs: desk.nowMs(),
    media,
    ...names,
  };
}
