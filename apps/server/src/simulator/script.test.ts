import { type ConferenceState } from '@diemcau/core';
import { describe, expect, test } from 'vitest';
import { createRandom, seedFor } from './random.ts';
import { createScript, DEFAULT_HABITS, takeActs, type Habits, type SiteAct } from './script.ts';
import { SUBJECTS } from './subjects.ts';
import { sampleView } from './sample-view.ts';

const SITE = 'site-a';
const LIVE: ConferenceState = sampleView();
const request = (siteId: string, requestId = 'r') => ({ requestId, siteId, kind: 'speech', subject: 'Việc', askedAtMs: 0 }) as const;
const ON_STANDBY: ConferenceState = { ...LIVE, requests: { r: request(SITE) }, standby: { requestId: 'r', sinceMs: 0, check: null } };
const ON_AIR: ConferenceState = {
  ...LIVE,
  requests: { r: request(SITE) },
  speech: {
    ...request(SITE),
    speechId: 's',
    startedAtMs: 0,
    endsAtMs: 300_000,
    link: 'up',
    graceEndsAtMs: null,
    itemId: null,
    pausedMs: 0,
  },
};
const STEADY: Habits = { ...DEFAULT_HABITS, dropEveryMs: 0 };

/** Ten minutes of one room that always sees the same. */
function play(view: ConferenceState, seed: number, habits: Habits = DEFAULT_HABITS): { atMs: number; act: SiteAct }[] {
  const script = createScript(SITE, createRandom(seed), habits);
  let made = 0;
  const steps = Array.from({ length: 2_400 }, (_, index) => index * 250);
  return steps.flatMap((atMs) => takeActs(script, view, { nowMs: atMs, newId: () => `r${(made += 1)}` }).map((act) => ({ atMs, act })));
}

const commandsOf = (acts: readonly { act: SiteAct }[]) => acts.flatMap(({ act }) => (act.type === 'command' ? [act.command] : []));

describe('repeating a simulation', () => {
  test('[SIM-5] the same seed and the same sights give the same acts at the same times', () => {
    expect(play(LIVE, 7)).toEqual(play(LIVE, 7));
  });

  test('[SIM-5] rooms differ from each other', () => {
    expect(play(LIVE, seedFor(7, 0))).not.toEqual(play(LIVE, seedFor(7, 1)));
  });

  test('[SIM-5] numbers are spread over the whole range and the same on every machine', () => {
    const random = createRandom(1);
    const drawn = Array.from({ length: 1_000 }, () => random.next());
    expect(drawn[0]).toBeCloseTo(0.6270739405881613, 12);
    expect(drawn.reduce((sum, one) => sum + one, 0) / drawn.length).toBeCloseTo(0.5, 1);
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...drawn)).toBeLessThan(1);
  });
});

describe('raising a hand', () => {
  test('[SIM-6] a room asks for the floor with a subject while the conference is live', () => {
    const asked = commandsOf(play(LIVE, 7, STEADY)).filter((one) => one.type === 'RequestFloor');
    expect(asked.length).toBeGreaterThan(2);
    for (const { siteId, kind, subject } of asked) {
      expect({ siteId, kind }).toEqual({ siteId: SITE, kind: 'speech' });
      expect(SUBJECTS).toContain(subject);
    }
  });

  test.each(['draft', 'scheduled', 'paused', 'closed'] as const)('[SIM-6] nobody does anything while it is %s', (phase) => {
    expect(play({ ...LIVE, phase }, 7)).toEqual([]);
  });

  test('[SIM-6] no room joins a queue that is full, nor asks twice', () => {
    const queue = ['q1', 'q2', 'q3', 'q4'];
    const requests = Object.fromEntries(queue.map((id) => [id, request('other', id)]));
    expect(commandsOf(play({ ...LIVE, queue, requests }, 7))).toEqual([]);
    expect(commandsOf(play({ ...LIVE, queue: ['r'], requests: { r: request(SITE) } }, 7))).toEqual([]);
  });

  test('[SIM-6] a request that was taken back is one it made', () => {
    const seeds = Array.from({ length: 40 }, (_, index) => index);
    const withdrawn = seeds.flatMap((seed) => {
      const script = createScript(SITE, createRandom(seed), STEADY);
      script.withdraw = { requestId: 'mine', atMs: 0 };
      return commandsOf(
        [...takeActs(script, { ...LIVE, queue: ['mine'], requests: { mine: request(SITE, 'mine') } }, { nowMs: 1, newId: () => 'x' })].map(
          (act) => ({ act }),
        ),
      );
    });
    expect(new Set(withdrawn.map((one) => one.type))).toEqual(new Set(['WithdrawRequest']));
  });
});

describe('being called', () => {
  test('[SIM-7] on standby a room answers within four seconds', () => {
    const [first] = play(ON_STANDBY, 7, STEADY);
    expect(first?.act).toMatchObject({ type: 'command', command: { type: 'ConfirmReady', requestId: 'r', camera: true } });
    expect(first?.atMs).toBeGreaterThanOrEqual(1_000);
    expect(first?.atMs).toBeLessThanOrEqual(4_250);
  });

  test('[SIM-7] once it has said that all is well it says nothing more', () => {
    const checked = { ...ON_STANDBY, standby: { requestId: 'r', sinceMs: 0, check: { camera: true, microphone: true } } };
    expect(commandsOf(play(checked, 7, STEADY))).toEqual([]);
  });

  test('[SIM-7] it leaves the standby of another room alone', () => {
    const other = { ...ON_STANDBY, requests: { r: request('other') } };
    expect(commandsOf(play(other, 7, { ...STEADY, handEveryMs: 0 }))).toEqual([]);
  });

  test('[SIM-7] on air it talks for its time and yields', () => {
    const [first] = play(ON_AIR, 7, STEADY);
    expect(first?.act).toEqual({ type: 'command', command: { type: 'YieldFloor', speechId: 's' } });
    expect(first?.atMs).toBeGreaterThanOrEqual(STEADY.speechMinMs);
    expect(first?.atMs).toBeLessThanOrEqual(STEADY.speechMaxMs + 250);
  });
});

describe('failing links', () => {
  test('[SIM-8] a link fails now and then, for two to twenty seconds', () => {
    const drops = play(LIVE, 7, { ...DEFAULT_HABITS, dropEveryMs: 60_000 }).flatMap(({ act }) => (act.type === 'drop' ? [act.awayMs] : []));
    expect(drops.length).toBeGreaterThan(3);
    for (const awayMs of drops) {
      expect(awayMs).toBeGreaterThanOrEqual(2_000);
      expect(awayMs).toBeLessThanOrEqual(20_000);
    }
  });

  test('[SIM-8] the hall stays, and so does everybody where failures are switched off', () => {
    const often = { ...DEFAULT_HABITS, dropEveryMs: 60_000 };
    expect(play({ ...LIVE, hallSiteId: SITE }, 7, often).filter(({ act }) => act.type === 'drop')).toEqual([]);
    expect(play(LIVE, 7, STEADY).filter(({ act }) => act.type === 'drop')).toEqual([]);
  });
});
