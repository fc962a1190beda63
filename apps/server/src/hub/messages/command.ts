import { OutsideFault } from '../../errors.ts';
import type { Session } from '../session.ts';
import type { MessageOf } from './handlers.ts';

/** The answer comes after the patch that shows it. A fault outside leaves the client to send the same again. */
export async function handleCommand(session: Session, { commandId, command }: MessageOf<'command'>): Promise<void> {
  try {
    const answer = await session.desk.execute(session, commandId, command);
    if (answer.ok) session.send({ type: 'answer', commandId, ok: true, version: answer.version });
    else session.send({ type: 'answer', commandId, ok: false, refusal: answer.refusal });
  } catch (error) {
    if (!(error instanceof OutsideFault)) throw error;
    session.send({ type: 'answer', commandId, ok: false, tryAgain: true, faultId: error.id });
  }
}
