import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConferenceEvent } from '../conference/events.ts';
import { evolve } from '../conference/evolve.ts';
import type { ConferenceState } from '../conference/state.ts';
import { RUNS, runArbitrary } from '../conference/testing/arbitraries.ts';
import { stateAfter } from '../conference/testing/given.ts';
import { asked, live } from '../conference/testing/samples.ts';
import { AUDIENCES, view, type Audience } from '../conference/view.ts';
import { diff } from './edit.ts';
import type { ServerMessage } from './messages.ts';
import { EMPTY_REPLICA, have, receive, type Replica } from './replica.ts';

function welcome(build: string): ServerMessage {
  const media = { up: true, epoch: 'e1', token: 't', iceServers: [] };
  return { type: 'welcome', protocol: 1, build, audience: 'site', actor: null, serverTimeMs: 0, media };
}
const stateFrame = (version: number, shown: ConferenceState): ServerMessage => ({ type: 'state', version, view: shown });

function patchFrame(from: number, views: readonly ConferenceState[]): ServerMessage {
  return { type: 'patch', from, version: from + 1, edits: diff(views[from], views[from + 1]) };
}

/** The view of an audience at every version; version 0 is the first. */
function viewsOf(events: readonly ConferenceEvent[], audience: Audience): readonly ConferenceState[] {
  const views: ConferenceState[] = [];
  let state: ConferenceState | null = null;
  for (const event of events) views.push(view((state = evolve(state, event)), audience));
  return views;
}

const ready: Replica = { ...EMPTY_REPLICA, build: 'b1' };
const views = viewsOf([...live, asked('a'), asked('b')], 'site');
const at = (version: number): Replica => ({ build: 'b1', version, view: views[version] ?? null });

describe('a copy of a view', () => {
  it('[WIRE-4] takes a state, and the patch that begins at its version', () => {
    expect(receive(ready, stateFrame(3, stateAfter(live)))).toEqual({ build: 'b1', version: 3, view: stateAfter(live) });
    expect(receive(at(8), patchFrame(8, views))).toEqual(at(9));
  });

  it('[WIRE-4] begins anew where a patch does not fit', () => {
    expect(receive(at(6), patchFrame(8, views))).toBe('resync');
    expect(receive(ready, patchFrame(0, views))).toBe('resync');
  });

  it('[WIRE-5] ignores what is not newer', () => {
    for (const message of [patchFrame(5, views), patchFrame(8, views), stateFrame(9, stateAfter(live)), stateFrame(2, stateAfter(live))]) {
      expect(receive(at(9), message)).toEqual(at(9));
    }
  });

  it('[WIRE-5] ignores what is about something else', () => {
    for (const message of [
      { type: 'pong', n: 1, serverTimeMs: 0 },
      { type: 'watched', viewers: 1 },
    ] as const) {
      const copy = at(9);
      expect(receive(copy, message)).toBe(copy);
    }
  });

  it('[WIRE-6] a welcome of another build empties it, of the same build keeps it', () => {
    expect(receive(at(9), welcome('b1'))).toEqual(at(9));
    expect(receive(at(9), welcome('b2'))).toEqual({ ...EMPTY_REPLICA, build: 'b2' });
    expect(receive(EMPTY_REPLICA, welcome('b1'))).toEqual(ready);
  });

  it('[WIRE-6] says what it has once it has something', () => {
    expect(have(at(9))).toEqual({ version: 9, build: 'b1' });
    expect(have(ready)).toBeUndefined();
    expect(have(EMPTY_REPLICA)).toBeUndefined();
  });

  it('[WIRE-7] is never a wrong view, whatever is lost, repeated or put out of order', () => {
    const deliveries = fc.array(fc.record({ jump: fc.integer({ min: -3, max: 3 }), whole: fc.boolean() }), { maxLength: 120, size: 'max' });
    fc.assert(
      fc.property(runArbitrary, fc.constantFrom(...AUDIENCES), deliveries, ({ events }, audience, jumps) => {
        const right = viewsOf(events, audience);
        if (right.length >= 2) checkDeliveries(right, jumps);
      }),
      RUNS,
    );
  });
});

interface Delivery {
  /** From one frame to the next: 1 is in order, 0 repeats, more loses, less goes back. */
  readonly jump: number;
  readonly whole: boolean;
}

function checkDeliveries(right: readonly ConferenceState[], deliveries: readonly Delivery[]): void {
  let copy = ready;
  let place = 0;
  for (const { jump, whole } of deliveries) {
    place = Math.min(Math.max(place + jump, 0), right.length - 2);
    const message = whole && jump > 1 ? stateFrame(place, right[place] as ConferenceState) : patchFrame(place, right);
    const next = receive(copy, message);
    if (next !== 'resync') expect(next.version).toBeGreaterThanOrEqual(copy.version);
    copy = next === 'resync' ? ready : next;
    if (copy.view) expect(copy.view).toEqual(right[copy.version]);
  }
}
