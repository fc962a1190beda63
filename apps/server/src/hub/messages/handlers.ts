/** The shape of what clients may say, and who handles it. */
import { clientMessageSchema, type ClientMessage, type ClientMessageType } from '@diemcau/core';
import { Compile } from 'typebox/compile';
import type { Caller } from '../access/caller.ts';
import type { Session } from '../session.ts';
import { handleCommand } from './command.ts';
import { handleHello } from './hello.ts';
import { handlePing } from './ping.ts';
import { handleReport } from './report.ts';
import { handleWatch } from './watch.ts';

export type MessageOf<T extends ClientMessageType> = Extract<ClientMessage, { type: T }>;
type Handlers = { readonly [T in ClientMessageType]: (session: Session, message: MessageOf<T>) => void | Promise<void> };

/** A message without a handler does not compile. */
const HANDLERS: Handlers = {
  hello: handleHello,
  command: handleCommand,
  report: handleReport,
  watch: handleWatch,
  ping: handlePing,
};

/** A room's longest message is a request with its subject; a bureau orders a queue of the largest conference. */
const MESSAGE_MAX_CHARS: Readonly<Record<Caller['kind'], number>> = { site: 16_384, screen: 4_096, console: 4_194_304, phone: 1_024 };

const checker = Compile(clientMessageSchema);

/** null: not JSON, too long, or not of a documented shape. */
export function parseMessage(text: string, kind: Caller['kind']): ClientMessage | null {
  if (text.length > MESSAGE_MAX_CHARS[kind]) return null;
  try {
    const value: unknown = JSON.parse(text);
    return checker.Check(value) ? value : null;
  } catch {
    return null;
  }
}

/** Anything but hello before hello is a fault of the client. */
export async function handle(session: Session, message: ClientMessage): Promise<void> {
  if (session.state === 'greeting' && message.type !== 'hello') return session.close('hello-missing');
  const handler = HANDLERS[message.type] as (session: Session, message: ClientMessage) => void | Promise<void>;
  await handler(session, message);
}
