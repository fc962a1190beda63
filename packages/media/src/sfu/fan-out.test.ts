import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Codec } from '../rtp/codec.ts';
import { addOutlet, createFanOut, writeToAll, type Outlet } from './fan-out.ts';

/** An outlet that keeps what it is given: payload type and sequence number. */
function recorder(codec: Codec, payloadType: number): { outlet: Outlet; sent: [number, number][] } {
  const sent: [number, number][] = [];
  const sendMessageBinary = (packet: Buffer): boolean => sent.push([packet.readUInt8(1), packet.readUInt16BE(2)]) > 0;
  const outlet = {
    track: { sendMessageBinary } as Outlet['track'],
    payloadTypes: new Map([[codec, payloadType]]),
    bytes: 0,
    droppedPackets: 0,
  };
  return { outlet, sent };
}

function packet(sequence: number, marker = false): Buffer {
  const bytes = Buffer.alloc(20);
  bytes.writeUInt8(marker ? 0x80 : 0, 1);
  bytes.writeUInt16BE(sequence, 2);
  return bytes;
}

describe('a fan-out', () => {
  it('[MEDIA-50] lets the packets of a frame leave together when its last one came, in order and numbered for each viewer', () => {
    const fanOut = createFanOut('vp8');
    const [a, b] = [recorder('vp8', 96), recorder('vp8', 120)];
    addOutlet(fanOut, a.outlet);
    addOutlet(fanOut, b.outlet);
    writeToAll(fanOut, packet(1));
    writeToAll(fanOut, packet(2));
    expect(a.sent).toEqual([]);
    writeToAll(fanOut, packet(3, true));
    expect(a.sent).toEqual([
      [96, 1],
      [96, 2],
      [0x80 | 96, 3],
    ]);
    expect(b.sent).toEqual([
      [120, 1],
      [120, 2],
      [0x80 | 120, 3],
    ]);
  });

  it('[MEDIA-50] does not wait longer than a few milliseconds or for more than 16 packets', async () => {
    const fanOut = createFanOut('h264');
    const { outlet, sent } = recorder('h264', 106);
    addOutlet(fanOut, outlet);
    for (let sequence = 0; sequence < 17; sequence += 1) writeToAll(fanOut, packet(sequence));
    expect(sent).toHaveLength(16);
    await pause(50);
    expect(sent).toHaveLength(17);
  });

  it('[MEDIA-50] does not let sound wait', () => {
    const fanOut = createFanOut('opus');
    const { outlet, sent } = recorder('opus', 111);
    addOutlet(fanOut, outlet);
    writeToAll(fanOut, packet(1));
    expect(sent).toEqual([[111, 1]]);
  });
});
