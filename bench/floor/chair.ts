import { randomUUID } from 'node:crypto';
import type { ConferenceCommand, ConferenceState } from '@diemcau/core';
import { LiveSocket } from '../../apps/server/src/simulator/live-socket.ts';
import type { ServerUnderTest } from './server-under-test.ts';

/** The chair's console: signs in by link, gives commands on the socket. */
export interface Chair {
  readonly view: ConferenceState;
  /** Rejects where the server refuses. */
  command(command: ConferenceCommand): Promise<void>;
  until(holds: (view: ConferenceState) => boolean): Promise<void>;
  close(): void;
}

export async function connectChair({ url, conferenceId, chairToken }: ServerUnderTest): Promise<Chair> {
  const listeners = new Set<() => void>();
  const socket = new LiveSocket({
    address: `${url.replace(/^http/, 'ws')}/api/v1/conferences/${conferenceId}/live?as=console`,
    headers: { cookie: await signIn(url, chairToken) },
    audience: 'console',
    random: Math.random,
    onMessage: () => listeners.forEach((listener) => listener()),
    onEnd: (reason) => {
      throw new Error(`the server closed the console: ${reason}`);
    },
  });
  const until = (holds: (view: ConferenceState) => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!socket.view || !holds(socket.view)) return;
        listeners.delete(look);
        resolve();
      };
      listeners.add(look);
      look();
    });
  await until(() => true);
  return {
    get view() {
      return socket.view!;
    },
    async command(command) {
      const answer = await socket.command(randomUUID(), command);
      if (!answer.ok) throw new Error(`${command.type} was refused: ${answer.refusal?.code ?? 'no answer'}`);
    },
    until,
    close: () => socket.close(),
  };
}

async function signIn(url: string, token: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  if (!response.ok) throw new Error(`the sign-in link was refused: ${response.status} ${await response.text()}`);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
