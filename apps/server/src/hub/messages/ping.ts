import type { Session } from '../session.ts';
import type { MessageOf } from './handlers.ts';

export function handlePing(session: Session, { n }: MessageOf<'ping'>): void {
  session.send({ type: 'pong', n, serverTimeMs: session.desk.nowMs() });
}
