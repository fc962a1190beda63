import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { afterEach, describe, expect, it } from 'vitest';
import { until } from '../contract-room.ts';
import { bindingRequest } from '../stun/testing.ts';
import { RelayDoor } from './relay-door.ts';

interface Heard {
  readonly text: string;
  readonly from: RemoteInfo;
}

const CHECK = { username: 'Shyt:3h1N', password: 'dSXbgSYUlSW5dSKk7QZhuI', tieBreaker: 0n };
const PASSED = bindingRequest({ ...CHECK, tieBreaker: 1n }).toString('hex');

describe('relay door', () => {
  const closers: (() => unknown)[] = [];
  afterEach(() => {
    for (const close of closers.splice(0)) close();
  });

  async function openSocket(): Promise<{ readonly socket: Socket; readonly heard: Heard[] }> {
    const socket = createSocket('udp4');
    const heard: Heard[] = [];
    socket.on('message', (packet, from) => heard.push({ text: packet.toString('hex'), from }));
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
    closers.push(() => socket.close());
    return { socket, heard };
  }

  async function openDoor(visitorsMax = 10): Promise<{ readonly door: RelayDoor; readonly plane: Awaited<ReturnType<typeof openSocket>> }> {
    const plane = await openSocket();
    const door = await RelayDoor.open({ port: 0, bindAddress: '127.0.0.1', planePort: plane.socket.address().port, visitorsMax });
    closers.push(() => door.close());
    return { door, plane };
  }

  it('[NET-7] whoever shows a check of a session with the tie-breaker zero gets through, both ways, and nobody else', async () => {
    const { door, plane } = await openDoor();
    door.admit('Shyt', CHECK.password);
    const [room, stranger] = [await openSocket(), await openSocket()];
    stranger.socket.send('0102', door.port, '127.0.0.1');
    stranger.socket.send(bindingRequest({ ...CHECK, tieBreaker: 5n }), door.port, '127.0.0.1');
    room.socket.send(bindingRequest(CHECK), door.port, '127.0.0.1');
    await until('the check', () => plane.heard.length > 0);
    room.socket.send(Buffer.from('8060', 'hex'), door.port, '127.0.0.1');
    await until('a packet after it', () => plane.heard.length > 1);
    expect(plane.heard.map(({ text }) => text)).toEqual([PASSED, '8060']);
    plane.socket.send(Buffer.from('90', 'hex'), plane.heard[0]!.from.port, '127.0.0.1');
    await until('the way back', () => room.heard.length > 0);
    expect(room.heard).toMatchObject([{ text: '90', from: { port: door.port } }]);
    expect(door.visitors).toBe(1);
  });

  it('[NET-7] a session that has ended lets nobody new in, and visitors have a maximum', async () => {
    const { door, plane } = await openDoor(1);
    door.admit('Shyt', CHECK.password);
    const rooms = [await openSocket(), await openSocket(), await openSocket()];
    rooms[0]!.socket.send(bindingRequest(CHECK), door.port, '127.0.0.1');
    await until('the first', () => plane.heard.length === 1);
    rooms[1]!.socket.send(bindingRequest(CHECK), door.port, '127.0.0.1');
    door.dismiss('Shyt');
    rooms[2]!.socket.send(bindingRequest(CHECK), door.port, '127.0.0.1');
    rooms[0]!.socket.send(Buffer.from('ff', 'hex'), door.port, '127.0.0.1');
    await until('what came last', () => plane.heard.length === 2);
    expect(plane.heard.map(({ text }) => text)).toEqual([PASSED, 'ff']);
  });
});
