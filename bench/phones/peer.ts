/** Process of `bench:fanout`: what fan-out is compared with, on as many sockets as one worker has. */
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { Server } from 'socket.io';
import type { FromPeer, ToPeer } from './messages.ts';
import { serverText } from './wire.ts';

type Broadcast = (news: string) => void;

/** The floor: one frame made once, one write for every socket, nothing else. */
function listenRaw(ready: (port: number) => void): Broadcast {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
    socket.resume();
    sockets.add(socket);
  });
  server.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 }, () => ready((server.address() as AddressInfo).port));
  return (news) => {
    const bytes = serverText(news);
    for (const socket of sockets) socket.write(bytes);
  };
}

/** As its documentation recommends for thousands: WebSocket only, no compression. */
function listenSocketIo(ready: (port: number) => void): Broadcast {
  const http = createHttpServer();
  const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false, serveClient: false });
  // https://socket.io/docs/v4/memory-usage: the first request of each client is not needed afterwards.
  io.engine.on('connection', (socket: { request: unknown }) => (socket.request = null));
  http.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 }, () => ready((http.address() as AddressInfo).port));
  return (news) => void io.emit('news', JSON.parse(news));
}

const tell = (message: FromPeer): void => void process.send?.(message);
let broadcast: Broadcast | undefined;

process.on('message', (message: ToPeer) => {
  if (message.type === 'listen') {
    const listen = message.kind === 'raw' ? listenRaw : listenSocketIo;
    broadcast = listen((port) => tell({ type: 'listening', port }));
  }
  if (message.type === 'broadcast') {
    broadcast?.(message.news);
    tell({ type: 'told' });
  }
});
process.on('disconnect', () => process.exit(0));
