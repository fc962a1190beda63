import { describe, expect, it } from 'vitest';
import { Bug } from '../kernel/assert.ts';
import { CONFERENCE_SCHEMA_VERSION, type ConferenceEvent } from './events.ts';
import { evolve, fold } from './evolve.ts';
import { stateAfter } from './testing/given.ts';
import journal from './testing/journal-v1.json' with { type: 'json' };
import journal2 from './testing/journal-v2.json' with { type: 'json' };
import journal3 from './testing/journal-v3.json' with { type: 'json' };
import { recordedBriefing } from './testing/recorded-briefing.ts';
import { asked, created, EVENT_SAMPLES, live, SETTINGS, site, T0_MS } from './testing/samples.ts';
import { upcastConferenceEvent } from './upcast.ts';

const samples = Object.values(EVENT_SAMPLES);
const MINUTE_MS = 60_000;
const at = (minute: number): number => T0_MS + minute * MINUTE_MS;

describe('events', () => {
  it.each(samples)('[LIFE-15] $type is plain JSON', (event) => {
    expect(JSON.parse(JSON.stringify(event))).toEqual(event);
  });

  it('[LIFE-14] an unknown type is a bug, also one that every object inherits', () => {
    for (const type of ['FloorDanced', 'toString', 'constructor', '__proto__']) {
      expect(() => evolve(stateAfter(live), { type } as unknown as ConferenceEvent)).toThrow(Bug);
    }
  });

  it('[LIFE-14] so is anything before the creation, and a speech event that fits no speech', () => {
    for (const event of samples.slice(1)) expect(() => evolve(null, event)).toThrow(Bug);
    for (const type of ['SpeechExtended', 'SpeechLinkLost', 'SpeechEnded', 'FloorGranted'] as const) {
      expect(() => evolve(stateAfter(live), EVENT_SAMPLES[type])).toThrow(Bug);
    }
  });

  it('[LIFE-12] folding on gives what folding at once gives', () => {
    const history = [...live, asked('a'), asked('b')];
    expect(fold(history.slice(5), fold(history.slice(0, 5)))).toEqual(fold(history));
    expect(fold([])).toBeNull();
  });

  it('[LIFE-16] keys that every object inherits are kept as keys', () => {
    const state = stateAfter([created, { type: 'SitesAdmitted', sites: [site('toString'), site('__proto__')] }]);
    expect(Object.keys(state.sites)).toEqual(['toString', '__proto__']);
    expect(Object.getPrototypeOf(state.sites)).toBe(Object.prototype);
  });
});

/** A room as version 1 knew it. */
function siteOf1(siteId: string, level: number) {
  return { ...site(siteId, level), unitPath: [`unit-${siteId}`], expectedCount: null };
}

describe('the journal of schema version 1', () => {
  const events = journal.events.map((event) => upcastConferenceEvent(event, journal.schemaVersion));

  it('[LIFE-13] has the 29 types of events of then', () => {
    expect(journal.schemaVersion).toBe(1);
    expect(new Set(events.map(({ type }) => type)).size).toBe(29);
  });

  it('[LIFE-17] is brought to the shape of today', () => {
    expect(upcastConferenceEvent({ type: 'FloorRequested' }, 1)).toEqual({ type: 'FloorRequested', before: null });
    expect(upcastConferenceEvent(EVENT_SAMPLES.SitesAdmitted, CONFERENCE_SCHEMA_VERSION)).toBe(EVENT_SAMPLES.SitesAdmitted);
    expect(upcastConferenceEvent(EVENT_SAMPLES.HallSet, 1)).toBe(EVENT_SAMPLES.HallSet);
    expect(() => upcastConferenceEvent({ type: 'toString' }, CONFERENCE_SCHEMA_VERSION + 1)).toThrow(Bug);
  });

  it('[LIFE-13] replays to the people and the rooms it had', () => {
    expect(fold(events)).toMatchObject({
      conferenceId: 'c1',
      title: 'Giao ban quý III',
      kind: 'briefing',
      rehearsal: false,
      settings: { ...SETTINGS, speechMs: 3 * MINUTE_MS },
      sites: { hall: siteOf1('hall', 0), a: siteOf1('a', 1), b: siteOf1('b', 1), c: siteOf1('c', 2) },
      hallSiteId: 'hall',
      officers: {
        chair: { accountId: 'chair', roles: ['chair'] },
        deputy: { accountId: 'deputy', roles: ['deputy'] },
        secretary: { accountId: 'secretary', roles: ['deputy', 'secretary'] },
      },
      chairHolder: 'chair',
    });
    expect(Object.keys(stateAfter(events).sites)).toHaveLength(4);
    expect(Object.keys(stateAfter(events).officers)).toHaveLength(3);
  });

  it('[LIFE-13] replays to the life and the floor it had', () => {
    const { phase, startsAtMs, openedAtMs, pausedAtMs, closedAtMs, queue, standby, slidesSiteId } = stateAfter(events);
    expect({ phase, startsAtMs, openedAtMs, pausedAtMs, closedAtMs }).toEqual({
      phase: 'live',
      startsAtMs: T0_MS,
      openedAtMs: T0_MS,
      pausedAtMs: null,
      closedAtMs: null,
    });
    expect({ queue, standby, slidesSiteId }).toEqual({ queue: ['rb2', 'ra2'], standby: null, slidesSiteId: null });
    expect(stateAfter(events).requests).toEqual({
      rh: { requestId: 'rh', siteId: 'hall', kind: 'speech', subject: 'Kết luận', askedAtMs: at(31) },
      rb2: { requestId: 'rb2', siteId: 'b', kind: 'point-of-order', subject: 'Xin bổ sung', askedAtMs: at(32) },
      ra2: { requestId: 'ra2', siteId: 'a', kind: 'speech', subject: 'Xin cảm ơn', askedAtMs: at(33) },
    });
  });

  it('[LIFE-13] replays to the speeches it had', () => {
    expect(stateAfter(events).speech).toEqual({
      speechId: 's3',
      requestId: 'rh',
      siteId: 'hall',
      kind: 'speech',
      subject: 'Kết luận',
      startedAtMs: at(31),
      endsAtMs: at(34),
      link: 'up',
      graceEndsAtMs: null,
      itemId: null,
      pausedMs: 0,
    });
    expect(stateAfter(events).pastSpeeches).toEqual([
      {
        speechId: 's1',
        siteId: 'a',
        subject: 'Karaoke di động',
        startedAtMs: at(6),
        endedAtMs: at(10),
        reason: 'yielded',
        itemId: null,
        pausedMs: 0,
      },
      {
        speechId: 's2',
        siteId: 'b',
        subject: 'Tiêm vắc-xin',
        startedAtMs: at(12),
        endedAtMs: at(24),
        reason: 'timed-out',
        itemId: null,
        pausedMs: 10 * MINUTE_MS,
      },
    ]);
  });
});

describe('the journal of schema version 2', () => {
  const events = journal2.events.map((event) => upcastConferenceEvent(event, journal2.schemaVersion));

  it('[LIFE-13] has the 52 types of events of then', () => {
    expect(journal2.schemaVersion).toBe(2);
    expect(new Set(events.map(({ type }) => type)).size).toBe(52);
  });

  it('[LIFE-17] is brought to the shape of today', () => {
    expect(stateAfter(events)).toMatchObject({ title: 'Giao ban quý III', kind: 'briefing', rehearsalOf: null, cancelled: null });
  });

  it('[LIFE-13] replays to the agenda it had', () => {
    const { agenda, agendaItems, currentItemId, plannedEndAtMs, pausedTotalMs, pastSpeeches } = stateAfter(events);
    expect({ agenda, currentItemId, plannedEndAtMs, pausedTotalMs }).toEqual({
      agenda: ['i1', 'i2', 'i4', 'i3'],
      currentItemId: null,
      plannedEndAtMs: at(31),
      pausedTotalMs: 13 * MINUTE_MS,
    });
    expect(agendaItems['i2']).toMatchObject({
      title: 'Thảo luận',
      status: 'done',
      startedAtMs: at(12),
      endedAtMs: at(27),
      ranMs: 5 * MINUTE_MS,
    });
    expect(pastSpeeches.map((past) => past.itemId)).toEqual(['i1', 'i1']);
  });

  it('[LIFE-13] replays to the messages, counts, checks and documents it had', () => {
    const state = stateAfter(events);
    expect(state.headcounts).toEqual({ a: [{ count: 38, atMs: at(1), from: 'site' }] });
    expect(state.pastHelpCalls['h1']).toMatchObject({ siteId: 'a', kind: 'sound', note: 'Loa tắt', acknowledgedAtMs: at(1) });
    expect([Object.keys(state.messages), Object.keys(state.posts), state.channelOpen]).toEqual([['m1'], ['p1'], false]);
    expect(Object.values(state.checklist).map(({ checkId, doneBy }) => [checkId, doneBy])).toEqual([
      ['k1', null],
      ['k2', null],
    ]);
    expect(Object.values(state.documents).map(({ documentId, version }) => [documentId, version])).toEqual([['d1', 2]]);
    expect(state.sites['c']).toEqual(site('c', 2));
  });
});

describe('the journal of schema version 3', () => {
  const read = (recorded: readonly { readonly type: string }[]) =>
    recorded.map((event) => upcastConferenceEvent(event, journal3.schemaVersion));
  const events = read(journal3.events);
  const types = (recorded: readonly ConferenceEvent[]) => new Set(recorded.map(({ type }) => type));

  it('[LIFE-13] has an event of every type', () => {
    expect(journal3.schemaVersion).toBe(CONFERENCE_SCHEMA_VERSION);
    expect(types([...events, ...read(journal3.calledOff)])).toEqual(new Set(Object.keys(EVENT_SAMPLES)));
  });

  it('[LIFE-13] so has a briefing recorded by the rules of today', () => {
    const today = recordedBriefing();
    expect(types([...today.events, ...today.calledOff])).toEqual(new Set(Object.keys(EVENT_SAMPLES)));
  });

  it('[LIFE-13] replays to the conference it had, and to the one that was called off', () => {
    expect(stateAfter(events)).toMatchObject({ phase: 'live', rehearsalOf: null, cancelled: null });
    expect(stateAfter(events).sites['b']).toEqual({ ...site('b'), expectedCount: 52 });
    const off = stateAfter(read(journal3.calledOff));
    expect(off).toMatchObject({ phase: 'closed', openedAtMs: null, cancelled: { atMs: T0_MS, reason: 'Bão số 6' } });
  });
});
