/** What Điểm Cầu is compared with: two processes, as it has two workers, each with half of the sockets. */
import { Crowd } from '../floor/crowd.ts';
import type { ProcessCost } from '../media/process-cost.ts';
import type { FromPeer, Line, ToPeer } from './messages.ts';
import { costOfAll } from './reference-day.ts';

const PROCESSES = 2;

export interface Peer {
  /** One for each process. */
  readonly lines: readonly Line[];
  broadcast(news: string): void;
  cost(): ProcessCost;
  close(): void;
}

export async function startPeer(kind: 'raw' | 'socketio'): Promise<Peer> {
  const crowds = Array.from({ length: PROCESSES }, () => new Crowd<ToPeer, FromPeer>('../phones/peer'));
  const answers = await Promise.all(crowds.map((crowd) => crowd.ask({ type: 'listen', kind }, 'listening')));
  return {
    lines: answers.map(({ port }) => ({ kind, port })),
    broadcast: (news) => crowds.forEach((crowd) => crowd.tell({ type: 'broadcast', news })),
    cost: () => costOfAll(crowds.map(({ pid }) => pid)),
    close: () => crowds.forEach((crowd) => crowd.close()),
  };
}
