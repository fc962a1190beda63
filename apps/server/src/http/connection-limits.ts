/**
 * Connections that say nothing. A worker keeps few that have no request in hand, new ones and those kept alive
 * between two requests together; the one that has been silent for longest goes first. No address is counted:
 * the phones of a whole room, or of a province, may share one, and whoever sends their request gets in.
 */
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * A request follows its connection within a second or two even over a slow mobile network with TLS, so a thousand new
 * phones a second need 2,000; with the connections browsers keep open for their next request twice that.
 * Each costs some 20 kB.
 */
const SILENT_MAX = 4_000;
/** Headers that have not come within this will not: they are one packet, and a machine that is out of breath reads it late. */
const HEADERS_WITHIN_MS = 20_000;
/** How often Node.js looks for those that are late. */
const LOOK_EVERY_MS = 2_000;
/** A document of the largest size over a line of 3 Mbit/s. */
const REQUEST_WITHIN_MS = 300_000;

/** Options of node:http, for whoever creates the server. */
export const SILENCE_OPTIONS = {
  headersTimeout: HEADERS_WITHIN_MS,
  connectionsCheckingInterval: LOOK_EVERY_MS,
} as const;

export const REQUEST_TIMEOUT_MS = REQUEST_WITHIN_MS;

export interface SilentConnections {
  readonly count: number;
  /** Closed because too many were silent. */
  readonly dropped: number;
}

/** Watches the server for as long as it lives. */
export function limitSilentConnections(server: Server, silentMax: number = SILENT_MAX): SilentConnections {
  /** By the other end, because over TLS the socket that carries a request is another object; in the order of their silence. */
  const silent = new Map<string, Socket>();
  let dropped = 0;

  function fallsSilent(key: string, socket: Socket): void {
    silent.delete(key);
    silent.set(key, socket);
    const oldest = silent.entries().next();
    if (silent.size <= silentMax || oldest.done) return;
    const [first, longest] = oldest.value;
    silent.delete(first);
    dropped += 1;
    longest.destroy();
  }

  function came(socket: Socket): void {
    const key = otherEnd(socket);
    fallsSilent(key, socket);
    socket.once('close', () => silent.delete(key));
  }

  /** A body of JSON is sent at once; a file takes its time. */
  function asks(request: IncomingMessage): string {
    const key = otherEnd(request.socket);
    silent.delete(key);
    if (request.headers['content-type']?.startsWith('application/json')) {
      fallsSilent(key, request.socket);
      request.once('end', () => silent.delete(key));
    }
    return key;
  }

  server.on('connection', came);
  server.on('upgrade', ({ socket }) => silent.delete(otherEnd(socket)));
  server.on('request', (request, response) => {
    const key = asks(request);
    response.once('finish', () => !request.socket.destroyed && fallsSilent(key, request.socket));
  });
  return {
    get count() {
      return silent.size;
    },
    get dropped() {
      return dropped;
    },
  };
}

function otherEnd({ remoteAddress = '', remotePort = 0, localPort = 0 }: Socket): string {
  return `${remoteAddress} ${remotePort} ${localPort}`;
}
