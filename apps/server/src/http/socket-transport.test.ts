import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { afterEach, expect, test } from 'vitest';
import { nativeSend, sendNow, writeNow } from './send-now.ts';
import { SocketTransport } from './socket-transport.ts';

const opened: { destroy?(): void; close?(): void }[] = [];
/** Of the WebSocket only whether it is open counts here. */
const WS = { readyState: 1 as const, close: () => undefined, terminate: () => undefined };

afterEach(() => opened.splice(0).forEach((one) => (one.destroy ?? one.close)?.call(one)));

async function pair(): Promise<readonly [Socket, Socket]> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const reader = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [writer] = (await once(server, 'connection')) as [Socket];
  opened.push(reader, writer, server);
  return [writer, reader];
}

function digest(chunks: readonly Buffer[]): string {
  return createHash('sha256').update(Buffer.concat(chunks)).digest('hex');
}

test.each([
  ['by the best way there is', sendNow],
  ['as a file', writeNow],
])(
  '[HUB-75] what is written at once %s and what the stream writes arrives whole and in order, also where nobody reads for a while',
  async (_, send) => {
    const [writer, reader] = await pair();
    const transport = new SocketTransport({ ws: WS, socket: writer }, undefined, send);
    const sent = Array.from({ length: 400 }, (_, index) => Buffer.alloc(index % 7 === 0 ? 500 : 60_000, index));
    // More than the system holds for a reader who does not read.
    sent.forEach((bytes, index) => (index % 5 === 0 ? writer.write(bytes) : transport.send(bytes)));
    expect(writer.writableLength).toBeGreaterThan(0);
    writer.end();
    const got: Buffer[] = [];
    for await (const chunk of reader) got.push(chunk as Buffer);
    expect(digest(got)).toBe(digest(sent));
  },
);

test.runIf(process.platform === 'linux')(
  '[HUB-75] on Linux frames go out by send(2), which takes nothing for a socket that is gone',
  async () => {
    const send = nativeSend();
    const [writer, reader] = await pair();
    const { fd } = (writer as unknown as { readonly _handle: { readonly fd: number } })._handle;
    expect(send?.(fd, Buffer.from('Điểm Cầu'))).toBe(13);
    expect(String((await once(reader, 'data'))[0])).toBe('Điểm Cầu');
    writer.destroy();
    await once(writer, 'close');
    expect(send?.(fd, Buffer.from('too late'))).toBe(-1);
  },
);

test('[HUB-75] nothing is written to a socket that is gone', async () => {
  const [writer, reader] = await pair();
  const transport = new SocketTransport({ ws: WS, socket: writer });
  writer.on('error', () => undefined);
  writer.destroy();
  transport.send(Buffer.from('too late'));
  const got: Buffer[] = [];
  for await (const chunk of reader) got.push(chunk as Buffer);
  expect(got).toEqual([]);
});

test('[HUB-75] what is no plain TCP socket is written to by its stream, which may have to encrypt', () => {
  const stream = new PassThrough();
  new SocketTransport({ ws: WS, socket: stream }).send(Buffer.from('frame'));
  expect(String(stream.read())).toBe('frame');
});
