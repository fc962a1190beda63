/** A password or a code is looked at only where the one who gives it has not guessed too often. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProtocolFault } from '../errors.ts';
import type { HttpParts } from './http-parts.ts';
import { networkOf } from './network-of.ts';

export interface GuessPlace {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** What was typed as the name, or the account of somebody who has signed in. */
  readonly login: string;
}

/**
 * `look` says null where it was wrong; what else it says is passed on. Throws ProtocolFault
 * `too-many-requests` (Retry-After says how long), `wrong-credentials`; OutsideFault.
 */
export async function guardedGuess<T>(parts: HttpParts, place: GuessPlace, look: () => Promise<T | null>): Promise<T> {
  const { guesses, nowMs } = parts;
  const guess = { login: place.login, network: networkOf(place.request.ip) };
  const waitMs = await guesses.waitMs(guess, nowMs());
  if (waitMs > 0) {
    void place.reply.header('retry-after', String(Math.ceil(waitMs / 1_000)));
    throw new ProtocolFault('too-many-requests', `wait ${Math.ceil(waitMs / 1_000)} s before the next try`);
  }
  const found = await look();
  if (found === null) {
    await guesses.failed(guess, nowMs());
    throw new ProtocolFault('wrong-credentials');
  }
  await guesses.succeeded(guess, nowMs());
  return found;
}
