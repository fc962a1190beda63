/**
 * Requests of phones stand in no queue that could run over: beyond what a worker answers in good time each is told when to
 * come again, every one at another moment, so that the next wave is as wide as the worker can take.
 */
import { OutsideFault, errorProblem, type Problem } from '../errors.ts';
import type { HttpParts, HttpServer } from './http-parts.ts';
import { sendProblem } from './problems.ts';

/** A worker writes some thousand votes a second; what comes after these would wait longer than three of them, and a phone waits twelve. */
const IN_HAND_MAX = 3_000;
/** Half of that, because those who have not come yet need theirs, too. */
const COME_AGAIN_PER_SECOND = 500;
/** Sooner would be before anything has been done. */
const FIRST_WAIT_MS = 1_000;

export interface PhoneTurns {
  readonly inHand: number;
  readonly refused: number;
  /** null: take it, and say when it is done. */
  ask(nowMs: number): ComeAgain | null;
  done(): void;
}

export interface ComeAgain {
  /** How many have been told to come again before this one. */
  readonly place: number;
  readonly waitMs: number;
}

/** Times are of one clock, the caller's. */
export function createPhoneTurns(inHandMax: number = IN_HAND_MAX): PhoneTurns {
  let inHand = 0;
  let refused = 0;
  /** When the last one that was sent away is to come again. */
  let lastMs = 0;
  return {
    get inHand() {
      return inHand;
    },
    get refused() {
      return refused;
    },
    ask(nowMs) {
      if (inHand < inHandMax) {
        inHand += 1;
        return null;
      }
      refused += 1;
      lastMs = Math.max(lastMs, nowMs + FIRST_WAIT_MS) + 1_000 / COME_AGAIN_PER_SECOND;
      const waitMs = Math.round(lastMs - nowMs);
      return { place: Math.max(1, Math.round(((waitMs - FIRST_WAIT_MS) * COME_AGAIN_PER_SECOND) / 1_000)), waitMs };
    },
    done() {
      inHand -= 1;
    },
  };
}

/** A credential to be signed and a choice of fifty options are two kilobytes. */
const BODY_MAX_BYTES = 16_384;
const OF_PHONES = /^\/api\/v1\/(phones\/:code|ballots\/:ballotId\/secret-votes)/;

/** For every route of phones in this scope that is declared afterwards. A body that is still on its way takes no place. */
export function limitPhones(api: HttpServer, { metrics }: Pick<HttpParts, 'metrics'>, turns: PhoneTurns = createPhoneTurns()): void {
  metrics.gauge('phone_requests', 'Requests of phones in hand', () => turns.inHand);
  metrics.gauge('phone_requests_put_off', 'Requests of phones told to come again', () => turns.refused);
  api.addHook('onRoute', (route) => {
    if (OF_PHONES.test(route.url)) route.bodyLimit = BODY_MAX_BYTES;
  });
  api.addHook('preHandler', async (request, reply) => {
    if (!OF_PHONES.test(request.routeOptions.url ?? '')) return;
    const again = turns.ask(performance.now());
    if (!again) return void reply.raw.once('close', () => turns.done());
    void reply.header('retry-after', String(Math.ceil(again.waitMs / 1_000)));
    return sendProblem(reply, { ...overloaded(), params: { ...again } });
  });
}

/** Nothing went wrong, so the log has nothing of it. */
function overloaded(): Problem {
  const { type, title, status, code } = errorProblem(new OutsideFault('overloaded'));
  return { type, title, status, code };
}
