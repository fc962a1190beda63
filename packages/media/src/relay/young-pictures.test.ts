import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { MediaPacket, Source } from '../sfu/publisher-session.ts';
import { RelayGuest } from './relay-guest.ts';
import { RelayHome } from './relay-home.ts';
import { YoungPictures } from './young-pictures.ts';

const SITE = 'site-a';
const PICTURE = sourceOf('main');
const NOW_MS = 1_000_000;

describe('pictures younger than the next keyframe', () => {
  const closers: (() => void)[] = [];
  afterEach(() => {
    for (const close of closers.splice(0).reverse()) close();
  });

  it('[MEDIA-58] a process that shows a picture just after its keyframe begins with that keyframe', async () => {
    const { home, asked, show } = await openLink();
    for (const number of [1, 2, 3]) home.forward(PICTURE, packetOf(number, { startsKeyframe: number === 2 }), NOW_MS);
    const came = show();
    await vi.waitFor(() => expect(came.map(({ sequenceNumber }) => sequenceNumber)).toEqual([2, 3]));
    expect(came[0]).toMatchObject({ startsKeyframe: true, bytes: Buffer.from('packet 2') });
    home.forward(PICTURE, packetOf(4), NOW_MS);
    await vi.waitFor(() => expect(came).toHaveLength(3));
    expect(asked).toEqual([]);
  });

  it('[MEDIA-58] where the last keyframe is older another is asked for', async () => {
    const { home, asked, show } = await openLink();
    home.forward(PICTURE, packetOf(1, { startsKeyframe: true }), NOW_MS - 151);
    const came = show();
    await vi.waitFor(() => expect(asked).toEqual([{ endpoint: SITE, name: 'main' }]));
    home.forward(PICTURE, packetOf(2), NOW_MS);
    await vi.waitFor(() => expect(came.map(({ sequenceNumber }) => sequenceNumber)).toEqual([2]));
  });

  it('[MEDIA-58] holds copies of main pictures only, and of none that has ended or does not end', () => {
    const young = new YoungPictures();
    const packet = packetOf(1, { startsKeyframe: true });
    young.note(PICTURE, packet, 0);
    packet.bytes.fill(0);
    expect(young.of(SITE, 150)?.packets[0]?.bytes.toString()).toBe('packet 1');
    expect(young.of(SITE, 151)).toBeNull();
    young.note(PICTURE, packetOf(1, { startsKeyframe: true }), 0);
    young.ended(SITE, 'another');
    expect(young.of(SITE, 1)).not.toBeNull();
    young.ended(SITE, PICTURE.session);
    expect(young.of(SITE, 1)).toBeNull();
    young.note(sourceOf('thumb'), packetOf(2, { startsKeyframe: true }), 0);
    expect(young.of(SITE, 1)).toBeNull();
    for (let number = 0; number < 2000; number += 1) young.note(PICTURE, packetOf(number, { startsKeyframe: number === 0 }), 0);
    expect(young.of(SITE, 1)).toBeNull();
  });

  it('[MEDIA-58] a keyframe whose packets come in another order or twice is whole, and one with a gap is not handed on', () => {
    const young = new YoungPictures();
    const frame = (number: number): MediaPacket => ({ ...packetOf(number, { startsKeyframe: number === 0xffff }), timestamp: 9000 });
    for (const number of [0xffff, 1, 0, 0xffff]) young.note(PICTURE, frame(number), 0);
    expect(young.of(SITE, 1)?.packets.map(({ sequenceNumber }) => sequenceNumber)).toEqual([0xffff, 1, 0, 0xffff]);
    young.note(PICTURE, { ...packetOf(3), timestamp: 12_000 }, 0);
    expect(young.of(SITE, 1)).toBeNull();
    young.note(PICTURE, { ...packetOf(2), timestamp: 12_000 }, 0);
    expect(young.of(SITE, 1)?.packets).toHaveLength(6);
    young.note(PICTURE, { ...packetOf(9, { startsKeyframe: true }), timestamp: 15_000 }, 0);
    expect(young.of(SITE, 1)?.packets).toHaveLength(1);
  });

  async function openLink(): Promise<{ home: RelayHome; asked: unknown[]; show: () => MediaPacket[] }> {
    const socketPath = join(mkdtempSync(join(tmpdir(), 'diemcau-young-')), 'relay.sock');
    const asked: unknown[] = [];
    const came: MediaPacket[] = [];
    const home = await RelayHome.open(socketPath, { onKeyframeWanted: (track) => asked.push(track) }, () => NOW_MS);
    const guest = new RelayGuest(socketPath, { onPacket: (_, packet) => came.push(packet), onGone: () => undefined });
    closers.push(
      () => home.close(),
      () => guest.close(),
    );
    const show = (): MediaPacket[] => {
      guest.want([{ endpoint: SITE, name: 'main' }]);
      return came;
    };
    return { home, asked, show };
  }
});

function sourceOf(name: 'main' | 'thumb'): Source {
  return { session: 'session-1', endpoint: SITE, name, codec: 'vp8', requestKeyframe: () => undefined };
}

function packetOf(sequenceNumber: number, { startsKeyframe = false } = {}): MediaPacket {
  return { bytes: Buffer.from(`packet ${sequenceNumber}`), sequenceNumber, timestamp: sequenceNumber * 3000, marker: true, startsKeyframe };
}
