import type { FastifyRequest } from 'fastify';
import type { HttpParts } from './http-parts.ts';

type Look<T> = (parts: HttpParts, request: FastifyRequest) => Promise<T>;

/** Remembers the answer, or the fault, for as long as the request lasts. */
export function oncePerRequest<T>(look: Look<T>): Look<T> {
  const seen = new WeakMap<FastifyRequest, Promise<T>>();
  return (parts, request) => {
    const known = seen.get(request) ?? look(parts, request);
    seen.set(request, known);
    return known;
  };
}
