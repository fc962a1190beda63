/**
 * From a wish for a WebSocket to its route. Consoles, rooms and screens go there at once. A phone is given its socket
 * first, which costs little, and stands in line on it: who it is, is asked at its turn, by the same route.
 */
import { ServerResponse, type IncomingMessage } from 'node:http';
import { Writable, type Duplex } from 'node:stream';
import { CLOSE_REASONS, type CloseReason } from '@diemcau/core';
import type { RawData, WebSocket, WebSocketServer } from 'ws';
import { comeBackWithinMs } from '../hub/admission/come-back.ts';
import type { Entrant } from '../hub/admission/admission-line.ts';
import { frame } from '../hub/frame.ts';
import type { HttpParts, HttpServer } from './http-parts.ts';
import { isSameOrigin } from './same-origin.ts';

/** Whoever does not answer a close within this is cut: nothing is owed to a socket that is over. */
export const CLOSE_WAIT_MS = 2_000;
/** A phone says hello and now and then asks for the time; what else it has to say can wait for its turn. */
const EARLY_MAX = 8;

/** A wish on its way to the route. */
export interface Upgrade {
  readonly socket: Duplex;
  readonly head: Buffer;
  /** A phone that has its WebSocket. */
  readonly phone?: ArrivedPhone;
}

const OF_PHONE = /^\/api\/v1\/conferences\/[^/?]+\/live\?(?:.*&)?as=phone(?:&|$)/;

/** Sends upgrades through the routes, so that hooks, schemas and error answers are the same. */
export function routeUpgrades(app: HttpServer, parts: HttpParts, phones: WebSocketServer): WeakMap<IncomingMessage, Upgrade> {
  const upgrades = new WeakMap<IncomingMessage, Upgrade>();
  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    if (!isOwnPhone(request, parts.config.publicUrl)) {
      upgrades.set(request, { socket, head });
      return route(app, request, socket, () => endSoon(socket));
    }
    phones.handleUpgrade(request, socket, head, (ws) => {
      const phone = new ArrivedPhone(parts, ws, socket);
      void parts.hub.turn(phone).then((turn) => {
        if (turn === 'full') return phone.refuse('line-full');
        // It went by itself, and hears nothing of this, or the worker goes.
        if (turn === 'left') return phone.refuse('server-restarting');
        upgrades.set(request, { socket, head, phone });
        route(app, request, nowhere(), (status) => phone.refuse(reasonOf(status)));
      });
    });
  });
  return upgrades;
}

/** A phone while it stands in line. */
export class ArrivedPhone implements Entrant {
  readonly ws: WebSocket;
  readonly #parts: HttpParts;
  readonly #socket: Duplex;
  readonly #early: [RawData, boolean][] = [];
  readonly #keep = (data: RawData, isBinary: boolean): void => {
    if (this.#early.length >= EARLY_MAX) return this.refuse('too-many-messages');
    this.#early.push([data, isBinary]);
  };
  readonly #gone = (): void => this.#parts.hub.line.leave(this);
  #isTaken = false;

  constructor(parts: HttpParts, ws: WebSocket, socket: Duplex) {
    this.#parts = parts;
    this.ws = ws;
    this.#socket = socket;
    ws.on('message', this.#keep);
    ws.on('error', this.#gone);
    ws.on('close', this.#gone);
  }

  told(place: number, waitMs: number): void {
    if (this.ws.readyState === this.ws.OPEN) this.#socket.write(frame({ type: 'waiting', place, waitMs }));
  }

  isServed(): boolean {
    return this.ws.readyState !== this.ws.OPEN || (this.#isTaken && this.#socket.writableLength === 0);
  }

  /** `open` listens to the socket from now on; what was said before is said again. */
  take(open: () => void): void {
    this.#isTaken = true;
    this.ws.off('message', this.#keep);
    open();
    for (const [data, isBinary] of this.#early.splice(0)) this.ws.emit('message', data, isBinary);
  }

  refuse(reason: CloseReason): void {
    this.#gone();
    if (this.ws.readyState !== this.ws.OPEN) return;
    const spread = reason === 'line-full' || reason === 'server-restarting' ? { withinMs: this.#withinMs() } : {};
    this.#socket.write(frame({ type: 'closing', reason, ...spread }));
    this.ws.close(CLOSE_REASONS[reason].code, reason);
    setTimeout(() => this.ws.terminate(), CLOSE_WAIT_MS).unref();
  }

  #withinMs(): number {
    const { hub } = this.#parts;
    return comeBackWithinMs(hub.sessionCount + hub.line.length);
  }
}

/** Another origin is answered by the route, as everybody is. */
function isOwnPhone({ url, headers }: IncomingMessage, publicUrl: string): boolean {
  return OF_PHONE.test(url ?? '') && isSameOrigin({ headers, host: headers.host ?? '' }, publicUrl);
}

function route(app: HttpServer, request: IncomingMessage, to: Writable, answered: (status: number) => void): void {
  const response = new ServerResponse(request);
  // Where a route answers instead of taking the socket over, the answer is the last thing on it.
  response.shouldKeepAlive = false;
  response.on('finish', () => answered(response.statusCode));
  response.assignSocket(to as never);
  app.routing(request, response);
}

/** Takes the answer to somebody who has a WebSocket already, and can be told by its close code alone. */
function nowhere(): Writable {
  return new Writable({ write: (_bytes, _encoding, done) => done() });
}

function reasonOf(status: number): CloseReason {
  if (status === 429) return 'too-many-messages';
  if (status >= 500) return 'server-restarting';
  return status === 400 ? 'bad-message' : 'not-allowed';
}

/** Who does not end their half of it is not waited for. */
function endSoon(socket: Duplex): void {
  socket.end();
  setTimeout(() => socket.destroy(), CLOSE_WAIT_MS).unref();
}
