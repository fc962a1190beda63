import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import type { SimulatedSite } from '../simulated-site.ts';
import { comparison, isMet } from './fields.ts';
import { hasten, readScenario } from './read-scenario.ts';
import { Roster, type Member } from './roster.ts';

const EXAMPLES = new URL('../../../../../docs/examples/scripts/', import.meta.url);
const script = (...steps: readonly string[]) => `title: Thử\nsteps:\n${steps.map((step) => `  - ${step}\n`).join('')}`;
const refusal = (text: string) => {
  try {
    readScenario(text, 'thu.yaml');
    return 'read';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('reading a script', () => {
  test('[SIM-19] times, shares and comparisons become numbers; what is not said is left out', () => {
    const { title, seed, speech, steps } = readScenario(
      script('arrive: { rooms: 30%, over: 1.5s }', 'wait: 2m', 'at: 5m\n    media: { rooms: 24, keep: true }'),
      'a',
    );
    expect({ title, seed, speech }).toEqual({ title: 'Thử', seed: null, speech: { fromMs: 30_000, toMs: 90_000 } });
    expect(steps).toEqual([
      { kind: 'arrive', line: 3, atMs: null, rooms: { kind: 'ratio', ratio: 0.3 }, over: 1_500 },
      { kind: 'wait', line: 4, atMs: null, value: 120_000 },
      { kind: 'media', line: 5, atMs: 300_000, rooms: { kind: 'count', count: 24 }, keep: true },
    ]);
  });

  test('[SIM-19] JSON is read as well', () => {
    const text = JSON.stringify({ title: 'x', steps: [{ expect: { online: '>= 95%', phase: 'live' } }] }, null, 2);
    expect(readScenario(text, 'x.json').steps[0]).toMatchObject({
      kind: 'expect',
      phase: 'live',
      online: { sign: '>=', isPercentage: true },
    });
  });

  test.each([
    ['a step that is not there', script('arive: { rooms: all }'), /^thu\.yaml:3:5: there is no step "arive"; there are arrive, /],
    ['two things in one step', script('wait: 1s\n    arrive: { rooms: all }'), /^thu\.yaml:4:5: a step does one thing/],
    [
      'a field that is not there',
      script('leave: { rooms: all, ovr: 3s }'),
      /^thu\.yaml:3:26: "ovr" is not known here; there are rooms, phones, over/,
    ],
    ['a field that is missing', script('power-cut: { rooms: 30% }'), /^thu\.yaml:3:16: "for" is missing/],
    ['a share that is none', script('leave: { rooms: 130% }'), /^thu\.yaml:3:21: rooms takes all, a number, .* not "130%"/],
    ['a time that is none', script('wait: 3 seconds'), /^thu\.yaml:3:11: wait takes a time such as .* not "3 seconds"/],
    ['a word that is none', script('chair: dance'), /^thu\.yaml:3:12: chair takes one of open, /],
    ['nothing expected', script('wait-until: { within: 3s }'), /^thu\.yaml:3:5: wait-until says nothing of online, /],
    ['neither rooms nor phones', script('reconnect-storm: {}'), /^thu\.yaml:3:22: reconnect-storm takes "rooms", "phones" or both/],
    ['a part that is none', script('vote: { phones: all, yes: 7 }'), /^thu\.yaml:3:31: yes takes a percentage such as 30%, not 7/],
    ['a shape that is none', script('arrive: { phones: all, shape: wave }'), /^thu\.yaml:3:35: shape takes one of even, bell, late/],
    ['no steps', 'title: x\nsteps: []\n', /^thu\.yaml:2:8: steps takes a list of at least one step/],
    ['a list', '- a\n', /^thu\.yaml:1:1: a script begins with/],
    ['no YAML', 'title: "x\nsteps: 3', /^thu\.yaml:\d+:\d+: /],
  ])('[SIM-19] %s is told with line and column', (_, text, expected) => {
    expect(refusal(text)).toMatch(expected);
  });

  test('[SIM-22] the example scripts can be read, and played faster without shorter limits', () => {
    for (const name of ['rehearsal.yaml', 'stormy-day.yaml', 'ballots.yaml']) {
      const read = readScenario(readFileSync(new URL(name, EXAMPLES), 'utf8'), name);
      const fast = hasten(read, 10);
      expect(read.steps.length).toBeGreaterThan(10);
      expect(fast.speech.toMs).toBe(read.speech.toMs / 10);
      const limits = (steps: typeof read.steps) => steps.flatMap((step) => (step.kind === 'wait-until' ? step.within : []));
      expect(limits(fast.steps)).toEqual(limits(read.steps));
    }
  });
});

test.each([
  ['145', 145, true],
  ['145', 144, false],
  ['>= 95%', 138, true],
  ['>= 95%', 137, false],
  ['< 3', 3, false],
  ['<= 3', 3, true],
  ['> 0', 1, true],
])('[SIM-21] with 145 rooms "%s" is asked of %i', (text, count, met) => {
  expect(isMet(comparison(text), count, 145)).toBe(met);
});

test('[SIM-20] the seed draws the same rooms again, another seed others', () => {
  const rooms = Array.from({ length: 100 }, (_, index) => ({ siteId: `s${index}` }));
  const drawn = (seed: number) => {
    const roster = new Roster(rooms, createRandom(seed));
    return roster.draw<Member | SimulatedSite>({ kind: 'ratio', ratio: 0.3 }, roster.absent).map((one) => 'room' in one && one.room.siteId);
  };
  expect(drawn(7)).toHaveLength(30);
  expect(drawn(7)).toEqual(drawn(7));
  expect(drawn(7)).not.toEqual(drawn(8));
});

test('[SIM-20] rooms are named by name or id, and one that is not in the access file is told', () => {
  const roster = new Roster(
    [
      { siteId: 'a', name: 'Xã A' },
      { siteId: 'b', name: 'Xã B' },
    ],
    createRandom(1),
  );
  const named = roster.draw<Member | SimulatedSite>({ kind: 'names', names: ['Xã B', 'a'] }, roster.absent);
  expect(named.map((one) => 'room' in one && one.room.siteId)).toEqual(['a', 'b']);
  expect(() => roster.checkNames({ kind: 'names', names: ['Xã C'] }, 12)).toThrow('line 12: the access file has no room "Xã C"');
});
