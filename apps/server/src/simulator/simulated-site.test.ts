import { type ConferenceState } from '@diemcau/core';
import { expect, test } from 'vitest';
import { sendingFor } from './simulated-site.ts';
import { sampleView } from './sample-view.ts';

const request = { requestId: 'r', siteId: 'a', kind: 'speech', subject: 'Việc', askedAtMs: 0 } as const;
const LIVE: ConferenceState = { ...sampleView(), requests: { r: request } };
const STANDBY: ConferenceState = { ...LIVE, standby: { requestId: 'r', sinceMs: 0, check: null } };
const ON_AIR: ConferenceState = {
  ...LIVE,
  speech: { ...request, speechId: 's', startedAtMs: 0, endsAtMs: 1, link: 'up', graceEndsAtMs: null, itemId: null, pausedMs: 0 },
};

test.each([
  ['a room that waits', LIVE, 'a', false],
  ['the room on standby', STANDBY, 'a', true],
  ['the room on air', ON_AIR, 'a', true],
  ['another room', ON_AIR, 'b', false],
  ['the hall while it is live', LIVE, 'hall', true],
  ['the hall in a pause', { ...LIVE, phase: 'paused' }, 'hall', true],
  ['the hall before the opening', { ...LIVE, phase: 'scheduled' }, 'hall', false],
  ['the hall after the closing', { ...LIVE, phase: 'closed' }, 'hall', false],
] as const)('[SIM-12] %s: main picture and sound', (_, view, siteId, main) => {
  expect(sendingFor(view, { siteId, viewers: 0 })).toEqual({ main, thumb: false });
});

test('[SIM-12] the thumbnail is sent while somebody looks at it, whatever else is', () => {
  expect(sendingFor(LIVE, { siteId: 'b', viewers: 1 })).toEqual({ main: false, thumb: true });
  expect(sendingFor({ ...LIVE, phase: 'scheduled' }, { siteId: 'hall', viewers: 3 })).toEqual({ main: false, thumb: true });
});
