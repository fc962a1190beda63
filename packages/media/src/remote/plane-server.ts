import { createServer, type Server } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';
import type { MediaPlane } from '../media-plane.ts';
import { listenPrivately, removeStale } from './private-socket.ts';
import { CALLS, faultOf, MESSAGE_MAX_BYTES, parseMessage, type CallMessage, type PlaneMessage } from './wire.ts';

export interface PlaneServer {
  /** Closes the links and the socket, not the plane. Idempotent. */
  close(): Promise<void>;
}

/**
 * A client that reads nothing for so long has 60 statistics events of 300 sessions waiting. Policy
 * "disconnect, the client reconnects and is told the present".
 */
const UNSENT_MAX_BYTES = 4 * 1024 * 1024;

/**
 * Serves a plane to the processes of this machine on a Unix socket that only this user may open (mode 0600).
 * A socket file nobody listens on is removed; one that is in use throws.
 */
export async function servePlane(plane: MediaPlane, socketPath: string): Promise<PlaneServer> {
  await removeStale(socketPath);
  const server = createServer();
  const links = new WebSocketServer({ server, maxPayload: MESSAGE_MAX_BYTES });
  links.on('connection', (link) => serveLink(plane, link));
  // Trouble of the server itself is thrown by listenPrivately; without a listener here it would be thrown twice.
  links.on('error', () => undefined);
  await listenPrivately(server, socketPath);
  let closed: Promise<void> | null = null;
  return {
    close: () => (closed ??= closeAll(links, server)),
  };
}

function serveLink(plane: MediaPlane, link: WebSocket): void {
  const send = (message: PlaneMessage): void => {
    if (link.readyState !== WebSocket.OPEN) return;
    if (link.bufferedAmount > UNSENT_MAX_BYTES) link.terminate();
    else link.send(JSON.stringify(message));
  };
  const stop = plane.listen((event) => send({ event }));
  link.on('close', stop);
  link.on('error', () => link.terminate());
  link.on('message', (data) => {
    const call = parseMessage<CallMessage>(String(data));
    if (!call || !(call.method in CALLS)) return link.terminate();
    void answer(plane, call).then(send);
  });
}

async function answer(plane: MediaPlane, call: CallMessage): Promise<PlaneMessage> {
  try {
    return { id: call.id, result: (await CALLS[call.method](plane, call.params as never)) ?? null };
  } catch (error) {
    return { id: call.id, fault: faultOf(error) };
  }
}

function closeAll(links: WebSocketServer, server: Server): Promise<void> {
  for (const link of links.clients) link.terminate();
  links.close();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
