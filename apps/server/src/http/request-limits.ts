/**
 * How often one may ask. Each worker counts for itself in memory: a count shared by all would cost every
 * request a round trip, and a limit times the number of workers is still one. Sockets count once, when they open;
 * guesses at passwords and codes have stricter limits of their own.
 */
import { createHash } from 'node:crypto';
import fastifyRateLimit from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import { ProtocolFault } from '../errors.ts';
import { bearerToken } from './callers.ts';
import type { HttpServer } from './http-parts.ts';
import { networkOf } from './network-of.ts';

export interface RequestLimits {
  readonly ofHolderPerMinute: number;
  readonly ofNetworkPerMinute: number;
}

/**
 * Of one session, device or token: twenty a second for a whole minute is no person, and a program that copies
 * everything is told to wait. Of one network: 145 rooms and a hall of a thousand phones behind one address all
 * reload their page at once, ten requests each; a single attacker gets a quarter of what a worker can answer.
 */
export const REQUEST_LIMITS: RequestLimits = { ofHolderPerMinute: 1_200, ofNetworkPerMinute: 30_000 };

const WINDOW_MS = 60_000;
/** Whoever has not asked for longest is forgotten first: some megabytes. */
const KEYS_MAX = 20_000;

/** For every route of this scope that is declared afterwards. Refuses with `too-many-requests` and Retry-After. */
export async function limitRequests(api: HttpServer, limits: RequestLimits = REQUEST_LIMITS): Promise<void> {
  await api.register(fastifyRateLimit, { global: false, timeWindow: WINDOW_MS, cache: KEYS_MAX });
  const ofNetwork = api.createRateLimit({ max: limits.ofNetworkPerMinute, keyGenerator: (request) => `network ${networkOf(request.ip)}` });
  const ofHolder = api.createRateLimit({
    max: limits.ofHolderPerMinute,
    keyGenerator: (request) => `holder ${hashOf(proofOf(request) ?? '')}`,
  });
  api.addHook('onRequest', async (request, reply) => {
    for (const limit of proofOf(request) === undefined ? [ofNetwork] : [ofNetwork, ofHolder]) {
      const found = await limit(request);
      if (found.isAllowed || !found.isExceeded) continue;
      void reply.header('retry-after', String(Math.max(found.ttlInSeconds, 1)));
      throw new ProtocolFault('too-many-requests', 'too many requests; Retry-After says how many seconds to wait');
    }
  });
}

/** What somebody proves who they are with, unread. Whoever makes it up anew each time has the network’s limit. */
function proofOf(request: FastifyRequest): string | undefined {
  return bearerToken(request) ?? request.headers.cookie;
}

/** What is kept as a key opens nothing. */
function hashOf(proof: string): string {
  return createHash('sha256').update(proof).digest('base64url').slice(0, 22);
}
