/**
 * One check-in that waits for the network. It has its id from the moment it was pressed, so that it counts
 * once however often it is sent, and it is kept over a closed page.
 */
import type { Answer, Send } from './http.ts';
import type { Kept } from './kept.ts';

export interface CheckIn {
  readonly id: string;
  readonly pressedAtMs: number;
  readonly invitation?: string;
  readonly personId?: string;
  /** What was read of a room; the cookie may be gone when the page is opened again. */
  readonly pass?: string;
}

export interface Me {
  readonly name: string;
  readonly post: string;
  readonly siteName: string;
  readonly mark: 'unmarked' | 'in-person' | 'online' | 'absent';
  readonly late: boolean;
  readonly left: boolean;
  readonly atMs: number | null;
}

export interface CheckedIn {
  readonly me: Me;
  readonly conferenceId: string;
}

export interface Outbox {
  waiting(): CheckIn | null;
  put(checkIn: CheckIn): void;
  drop(): void;
  /** Sends what waits; it leaves the box once the server has said yes or no. null: nothing waits, or it is being sent. */
  flush(): Promise<Answer<CheckedIn> | null>;
}

const NAME = 'check-in';

export function createOutbox({ code, kept, send }: { readonly code: string; readonly kept: Kept; readonly send: Send }): Outbox {
  let sending = false;
  const waiting = (): CheckIn | null => kept.get<CheckIn>(NAME);
  return {
    waiting,
    put: (checkIn) => kept.set(NAME, checkIn),
    drop: () => kept.drop(NAME),
    async flush() {
      const checkIn = waiting();
      if (!checkIn || sending) return null;
      sending = true;
      const { id, pressedAtMs, ...body } = checkIn;
      const answer = await send<CheckedIn>('POST', `/phones/${code}/check-ins`, { id, body: { ...body, happenedAtMs: pressedAtMs } });
      sending = false;
      // Told to slow down is no answer yet.
      const isAnswered = answer.ok || (!answer.offline && answer.code !== 'too-many-requests');
      if (isAnswered && waiting()?.id === id) kept.drop(NAME);
      return answer;
    },
  };
}
