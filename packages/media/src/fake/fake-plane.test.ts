import { describe, expect, it } from 'vitest';
import type { ContractRoom } from '../contract-room.ts';
import { describeMediaContract } from '../media-contract.ts';
import { MediaFault, type MediaEvent } from '../media-plane.ts';
import { createFakePlane } from './fake-plane.ts';

describeMediaContract('fake', async () => openFakeRoom());

function openFakeRoom(): ContractRoom {
  const plane = createFakePlane({ maxSessions: 6 });
  return {
    plane,
    maxSessions: 6,
    restartFragment: 'a=ice-ufrag:restart\r\n',
    publishOffer: async () => 'v=0\r\n',
    publisher: async (endpoint) => {
      const { session } = await plane.publish({ endpoint, sdp: 'v=0\r\n' });
      return { session, start: (track) => plane.flow(endpoint, track), stop: () => undefined };
    },
    viewer: async ({ feeds, ownEndpoints = [], label = 'viewer' }) => {
      const { session } = await plane.subscribe({ sdp: 'v=0\r\n', feeds, ownEndpoints, label });
      return { session, sees: (feed) => plane.shown(session, feed).sees, hears: (feed) => plane.shown(session, feed).hears };
    },
    close: () => plane.close(),
  };
}

describe('fake plane', () => {
  it('[MEDIA-16] loses every session and bus in a crash, refuses calls, and comes back with a new epoch', async () => {
    const plane = createFakePlane();
    const events: MediaEvent[] = [];
    plane.listen((event) => events.push(event));
    await plane.publish({ endpoint: 'site-a', sdp: 'v=0\r\n' });
    plane.crash();
    await expect(plane.setBus({ bus: 'b', source: null, audio: true, revision: 1 })).rejects.toThrow(MediaFault);
    plane.restart();
    const epochs = events.flatMap((event) => (event.type === 'plane-up' ? [event.epoch] : []));
    expect(new Set(epochs).size).toBe(2);
    const late: string[] = [];
    plane.listen((event) => late.push(event.type));
    expect(late).toEqual(['plane-up']);
  });
});
