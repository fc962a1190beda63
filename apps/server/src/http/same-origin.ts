/**
 * Cookies come along whichever page asks, so whatever changes something, and every socket, must come
 * from a page of ours. Browsers send Origin with every POST, DELETE, PATCH and WebSocket (Fetch
 * §3.2); a client that sends none is no browser. Bearer tokens are not sent by themselves and need no check.
 */
import type { FastifyRequest } from 'fastify';
import { ProtocolFault } from '../errors.ts';

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Throws ProtocolFault `not-allowed`. */
export function requireSameOrigin(request: FastifyRequest, publicUrl: string): void {
  const asSocket = request.headers.upgrade?.toLowerCase() === 'websocket';
  if (SAFE_METHODS.has(request.method) && !asSocket) return;
  if (!isSameOrigin(request, publicUrl)) throw new ProtocolFault('not-allowed', 'a page of another origin may not do this');
}

export function isSameOrigin(request: Pick<FastifyRequest, 'headers' | 'host'>, publicUrl: string): boolean {
  const { origin, authorization } = request.headers;
  if (origin === undefined || authorization !== undefined) return true;
  // The second covers the same server under another name: localhost and 127.0.0.1, a proxy of a developer.
  return origin === publicUrl || (URL.canParse(origin) && new URL(origin).host === request.host);
}
