import { expect, it } from 'vitest';
import type { ConferenceState, Headcount } from '@diemcau/core';
import { liveConference } from '../../../live/testing/conference.ts';
import { siteRows, sitesByName } from '../sites/site-rows.ts';
import { headcountSteps } from './headcount-steps.ts';
import { roomCounts } from './room-counts.ts';

const count = (atMs: number, people: number): Headcount => ({ atMs, count: people, from: 'site' });
const LIVE = liveConference();
const view: ConferenceState = {
  ...LIVE,
  headcounts: { a: [count(1, 30), count(3, 32)], b: [count(2, 10)] },
  sites: { ...LIVE.sites, a: { ...LIVE.sites['a']!, expectedCount: 33 }, b: { ...LIVE.sites['b']!, expectedCount: 40 } },
};

it('[HEADCOUNT-7] the course of the headcount has a step for each report; a correction replaces what its room said before', () => {
  expect(headcountSteps(view)).toEqual([
    { atMs: 1, present: 30, reported: 1 },
    { atMs: 2, present: 40, reported: 2 },
    { atMs: 3, present: 42, reported: 2 },
  ]);
  expect(headcountSteps(LIVE)).toEqual([]);
});

it('[HEADCOUNT-8] rooms that have not reported come first, those that are not connected before the others; then whoever lacks most', () => {
  const online = { lastSeenAtMs: 0, sinceMs: 0, device: '', delivery: null, sends: null, report: null };
  const media = { main: false, audio: false, thumb: false };
  const presence = { c: { online: true, ...online, media, audioLevelDbov: null } };
  const rows = siteRows(view, sitesByName(view.sites), presence);
  const rooms = roomCounts(view, rows);
  expect(rooms.map(({ siteId, missing }) => [siteId, missing])).toEqual([
    ['hall', 0],
    ['c', 0],
    ['b', 30],
    ['a', 1],
  ]);
});
