/** What RFC 9725 asks of the HTTP around an offer, the same for WHIP and WHEP. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProtocolFault } from '../errors.ts';
import type { IceServer } from '../hub/ice-servers.ts';
import type { HttpServer } from './http-parts.ts';

export const SDP = 'application/sdp';
export const FRAGMENT = 'application/trickle-ice-sdpfrag';

/** Headers a page of another origin may send and read; without them a browser keeps them from it (Fetch §3.2). */
const CROSS_ORIGIN = {
  // A bearer token is not sent by itself, so any page that has one may use it (RFC 9725 §4.7).
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'authorization, content-type, if-match',
  'access-control-expose-headers': 'location, etag, link, accept-patch, retry-after',
  // A day: browsers ask again after two hours at the latest (Fetch §4.9).
  'access-control-max-age': '86400',
};

/** Answers OPTIONS and refuses the methods an address has not (RFC 9725 §4.2, §4.3), and lets pages of other origins in. */
export function protocolRoutes(app: HttpServer, path: string, allowed: readonly ('POST' | 'PATCH' | 'DELETE')[]): void {
  const allow = ['OPTIONS', ...allowed].join(', ');
  const accepts = allowed.includes('POST') ? { 'accept-post': SDP } : { 'accept-patch': FRAGMENT };
  app.options(path, { config: { rule: 'public' }, schema: { hide: true } }, (_request, reply) =>
    reply
      .headers({ ...accepts, ...CROSS_ORIGIN, allow, 'access-control-allow-methods': allow })
      .code(204)
      .send(),
  );
  const others = (['GET', 'PUT', 'POST', 'PATCH', 'DELETE'] as const).filter((method) => !allowed.some((one) => one === method));
  app.route({
    method: others,
    url: path,
    config: { rule: 'public' },
    schema: { hide: true },
    // Before the body is read: whatever it holds, the answer is the same.
    onRequest: async (_request, reply) => {
      void reply.headers({ allow, ...CROSS_ORIGIN });
      throw new ProtocolFault('method-not-allowed', `this address takes ${allow}`);
    },
    handler: () => undefined,
  });
}

/** `onRequest` of the routes themselves; set early, so that a refusal has them too. */
export async function allowCrossOrigin(_request: FastifyRequest, reply: FastifyReply): Promise<void> {
  void reply.headers(CROSS_ORIGIN);
}

/** RFC 9725 §4.2 and §4.3: each body has its type. Throws ProtocolFault `unsupported-media-type`. */
export function requireType(request: FastifyRequest, type: string): string {
  if (request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() !== type)
    throw new ProtocolFault('unsupported-media-type', `send ${type}`);
  return request.body as string;
}

/** An answer is SDP; who takes none cannot be answered (RFC 9110 §12.5.1). Throws ProtocolFault `not-acceptable`. */
export function requireAcceptsSdp({ headers }: FastifyRequest): void {
  const accepted = (headers.accept ?? '*/*').split(',').map((one) => one.split(';')[0]?.trim().toLowerCase());
  if (!accepted.some((one) => one === '*/*' || one === 'application/*' || one === SDP))
    throw new ProtocolFault('not-acceptable', `accept ${SDP}`);
}

/**
 * A fragment names by If-Match the ICE session it belongs to; `*` asks for another one, which is a restart
 * (RFC 9725 §4.3.1, §4.3.3). Throws ProtocolFault `precondition-required`, `precondition-failed`, `unsupported-offer`.
 */
export function requireEtag({ headers }: FastifyRequest, session: string): void {
  const wanted = headers['if-match'];
  if (wanted === undefined) throw new ProtocolFault('precondition-required', 'send the ETag of the 201 as If-Match');
  if (wanted.trim() === '*') throw new ProtocolFault('unsupported-offer', 'open a new session instead of restarting ICE');
  const tags = wanted.split(',').map((one) => one.trim());
  if (!tags.includes(etagOf(session))) throw new ProtocolFault('precondition-failed', 'another ETag than that of this session');
}

/** Never changes: a session has one ICE session for life. */
export function etagOf(session: string): string {
  return `"${session}"`;
}

/** `Link` values (RFC 9725 §4.6): a client that was not configured learns here which relays it may use. */
export function iceLinks(servers: readonly IceServer[]): string[] {
  return servers.flatMap(({ urls, username, credential }) =>
    urls.map((url) => {
      const login = username === undefined ? '' : `; username="${username}"; credential="${credential}"; credential-type="password"`;
      return `<${url}>; rel="ice-server"${login}`;
    }),
  );
}
