/** `GET /api/v1/conferences/:id/live`: from an upgrade request to a session of the hub. */
import type { Duplex } from 'node:stream';
import { CLOSE_REASONS, type CloseReason } from '@diemcau/core';
import { Type } from 'typebox';
import { WebSocketServer, type WebSocket } from 'ws';
import { ProtocolFault } from '../errors.ts';
import { holderIdOf, type Caller } from '../hub/access/caller.ts';
import { frame } from '../hub/frame.ts';
import type { Transport } from '../hub/transport.ts';
import { closeSignIn } from '../hub/end-sign-ins.ts';
import { liveCaller, requireSignedIn } from './callers.ts';
import type { HttpParts, HttpServer } from './http-parts.ts';
import { CLOSE_WAIT_MS, routeUpgrades } from './live-upgrades.ts';
import { problems } from './problems.ts';
import { SocketTransport } from './socket-transport.ts';

/**
 * Longer ones are not even taken in: their length stands before them. Four bytes a letter at most of what a session
 * reads (messages/handlers.ts); a console orders the queue of the largest conference.
 */
const FRAME_MAX_BYTES: Readonly<Record<Caller['kind'], number>> = { console: 4 * 1_048_576, site: 65_536, screen: 16_384, phone: 4_096 };
/** The longest a timer of Node.js waits: 24 days, and no socket stands that long. */
const TIMER_MAX_MS = 2 ** 31 - 1;

const idParams = Type.Object({ conferenceId: Type.String({ maxLength: 64 }) });
const placeQuery = Type.Object({
  as: Type.Union([Type.Literal('console'), Type.Literal('site'), Type.Literal('screen'), Type.Literal('phone')]),
  site: Type.Optional(Type.String({ maxLength: 64 })),
});
const summary = 'The live socket, see docs/protocol.md. A close code says why somebody is refused: browsers hide the status of an upgrade';

export function liveSocketRoute(app: HttpServer, parts: HttpParts): void {
  const sockets = {
    console: socketsOf('console'),
    site: socketsOf('site'),
    screen: socketsOf('screen'),
    phone: socketsOf('phone'),
  } as const;
  const upgrades = routeUpgrades(app, parts, sockets.phone);

  app.get(
    '/conferences/:conferenceId/live',
    {
      config: { rule: 'live-socket' },
      schema: { tags: ['live'], summary, params: idParams, querystring: placeQuery, response: problems(400, 403, 503) },
    },
    async (request, reply) => {
      const upgrade = upgrades.get(request.raw);
      if (!upgrade) throw new ProtocolFault('bad-request', 'this address is a WebSocket');
      const { conferenceId } = request.params;
      const userAgent = request.headers['user-agent'];
      const caller = await liveCaller(parts, request, { conferenceId, as: request.query.as, siteId: request.query.site });
      const endsAtMs = caller?.kind === 'console' ? (await requireSignedIn(parts, request)).tokenEndsAtMs : null;
      reply.hijack();
      const { phone, socket } = upgrade;
      if (phone) return phone.take(() => receive(parts, { ws: phone.ws, socket }, { conferenceId, caller, userAgent, hasWaited: true }));
      // The answer to the upgrade is the WebSocket library's; a socket that kept ours would keep the request with all its headers.
      reply.raw.detachSocket(socket as never);
      sockets[request.query.as].handleUpgrade(request.raw, socket as never, upgrade.head, (ws) => {
        receive(parts, { ws, socket }, { conferenceId, caller, userAgent });
        if (caller && endsAtMs !== null) endWithToken(parts, ws, { tokenId: holderIdOf(caller), endsAtMs });
      });
    },
  );
}

function socketsOf(kind: Caller['kind']): WebSocketServer {
  // Deflate costs some 300 kB per socket and would undo "the same bytes to everybody".
  return new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: FRAME_MAX_BYTES[kind], clientTracking: false });
}

interface Arrival {
  readonly conferenceId: string;
  readonly caller: Caller | null;
  readonly userAgent: string | undefined;
  /** A phone whose turn it was. */
  readonly hasWaited?: boolean;
}

/** A WebSocket and what carries it. */
interface Line {
  readonly ws: WebSocket;
  readonly socket: Duplex;
}

function receive({ hub }: HttpParts, line: Line, who: Arrival): void {
  const { ws } = line;
  const transport = new SocketTransport(line, who.userAgent);
  // Whoever broke the protocol has been told with a code (RFC 6455 §7.4.1) that must still get there.
  ws.on('error', () => setTimeout(() => ws.terminate(), CLOSE_WAIT_MS).unref());
  if (!who.caller) return refuse(transport, 'not-signed-in');
  const session = hub.open(transport, who.conferenceId, who.caller, who.hasWaited);
  ws.on('error', () => hub.forget(session));
  ws.on('message', (data, isBinary) => (isBinary ? session.close('bad-message') : session.receive(String(data))));
  ws.on('pong', () => session.heard());
  ws.on('close', () => hub.forget(session));
}

/** A socket ends with the token it was opened by; its media do, too. */
function endWithToken(parts: HttpParts, ws: WebSocket, token: { readonly tokenId: string; readonly endsAtMs: number }): void {
  const leftMs = token.endsAtMs - parts.nowMs();
  if (leftMs > TIMER_MAX_MS) return;
  const end = () => closeSignIn(parts, token.tokenId, 'not-signed-in').catch(() => ws.terminate());
  const timer = setTimeout(() => void end(), leftMs).unref();
  ws.on('close', () => clearTimeout(timer));
}

function refuse(transport: Transport, reason: CloseReason): void {
  transport.send(frame({ type: 'closing', reason }));
  transport.close(CLOSE_REASONS[reason].code, reason);
}
