import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { iceServers } from './ice-servers.ts';

test('[NET-1] credentials of a TURN server name when they end and are signed with its secret; STUN has none', () => {
  const config = { iceUrls: ['stun:a.example:3478', 'turn:a.example:3478?transport=tcp', 'turns:a.example:5349'], turnSecret: 'north' };
  const [stun, turn] = iceServers(config, 'conference-1', 1_000_000);
  expect(stun).toEqual({ urls: ['stun:a.example:3478'] });
  expect(turn).toEqual({
    urls: config.iceUrls.slice(1),
    username: '87400:conference-1',
    credential: createHmac('sha1', 'north').update('87400:conference-1').digest('base64'),
  });
});

test('[NET-1] without servers in the configuration there are none', () => {
  expect(iceServers({ iceUrls: [], turnSecret: undefined }, 'conference-1', 0)).toEqual([]);
});
