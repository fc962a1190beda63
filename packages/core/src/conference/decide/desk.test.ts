import { describe, expect, it } from 'vitest';
import { attendanceByBranch, attendanceOf } from '../attendance.ts';
import { carriedChecks, dueChecklist } from '../checklist.ts';
import { CHECKLIST_MAX, type ConferenceCommand } from '../commands.ts';
import type { ConferenceEvent } from '../events.ts';
import { mailFor } from '../mail.ts';
import { STANDARD_CHECKLIST } from '../standard-checklist.ts';
import { given, stateAfter } from '../testing/given.ts';
import {
  asked,
  aSpeaks,
  chair,
  check,
  closed,
  created,
  deputy,
  documentOf,
  EVENT_SAMPLES,
  item,
  live,
  operator,
  prepared,
  room,
  scheduled,
  secretary,
  stranger,
  T0_MS,
} from '../testing/samples.ts';

const count = (siteId: string, people = 38): ConferenceCommand => ({ type: 'ReportHeadcount', siteId, count: people });
const counted = (siteId: string, people: number, atMs = T0_MS): ConferenceEvent => ({
  type: 'HeadcountReported',
  siteId,
  count: people,
  from: 'site',
  atMs,
});

describe('headcounts', () => {
  it('[HEADCOUNT-1] a room counts its people, or the bureau heard it by phone, until the closing', () => {
    given(prepared).when(count('a'), room('a')).then(counted('a', 38));
    for (const by of [chair, secretary]) {
      given(live)
        .when(count('a'), by)
        .then({ ...counted('a', 38), from: 'bureau' } as ConferenceEvent);
    }
  });

  it('[HEADCOUNT-1] is refused in order', () => {
    for (const by of [room('b'), deputy, operator, stranger]) given(closed).when(count('a'), by).refused('not-yours');
    given(closed).when(count('x'), room('x')).refused('conference-not-running');
    given(live).when(count('x'), room('x')).refused('site-unknown');
  });

  it('[HEADCOUNT-9] organisers say how many people a room expects; what is so already changes nothing', () => {
    const expect52 = (siteId = 'a'): ConferenceCommand => ({ type: 'ExpectHeadcounts', rooms: [{ siteId, expectedCount: 52 }] });
    const said: ConferenceEvent = { type: 'HeadcountsExpected', rooms: [{ siteId: 'a', expectedCount: 52 }] };
    for (const by of [chair, secretary]) for (const state of [scheduled, live]) given(state).when(expect52(), by).then(said);
    given(live, said).when(expect52(), secretary).then();
    const state = given(live, said)
      .when({ type: 'ExpectHeadcounts', rooms: [{ siteId: 'b', expectedCount: null }] }, chair)
      .state();
    expect([state.sites['a']?.expectedCount, state.sites['b']?.expectedCount]).toEqual([52, null]);
    // Of four rooms with forty each, one expects twelve more and of one it is not known.
    expect(attendanceOf(stateAfter(live)).expected - attendanceOf(state).expected).toBe(28);
    given(scheduled).when(expect52('none'), room('a')).refused('organiser-only');
    given(live).when(expect52('none'), room('a')).refused('bureau-only');
    given(closed).when(expect52('none'), chair).refused('conference-not-running');
    given(live).when(expect52('none'), chair).refused('site-unknown');
  });

  it('[HEADCOUNT-2] counts are kept with their time, the latest in the place of the one before when there are too many', () => {
    const state = stateAfter([...live, counted('a', 10), counted('a', 12, T0_MS + 1)]);
    expect(state.headcounts['a']?.map((one) => one.count)).toEqual([10, 12]);
    expect(mailFor(state, 'a').headcount).toEqual({ count: 12, atMs: T0_MS + 1, from: 'site' });
    const many = stateAfter(
      Array.from({ length: 50 }, (_, place) => counted('a', place)),
      state,
    ).headcounts['a'];
    expect(many).toHaveLength(40);
    expect([many?.[0]?.count, many?.at(-2)?.count, many?.at(-1)?.count]).toEqual([10, 36, 49]);
  });

  it('[HEADCOUNT-3] are summed by branch of the tree, and say who is silent', () => {
    const state = stateAfter([...live, counted('a', 10), counted('c', 5), counted('c', 7)]);
    expect(attendanceOf(state)).toEqual({ sites: 4, reported: 2, present: 17, expected: 160, silent: ['hall', 'b'] });
    const branches = attendanceByBranch(state);
    expect(branches.find((branch) => branch.unitId === 'unit-hall')).toMatchObject({ sites: 4, present: 17 });
    expect(branches.find((branch) => branch.unitId === 'unit-a')).toEqual({
      unitId: 'unit-a',
      name: 'Đơn vị a',
      depth: 1,
      sites: 2,
      reported: 2,
      present: 17,
      expected: 80,
      silent: [],
    });
    expect(branches).toHaveLength(4);
  });

  it('[HEADCOUNT-4] leave with their room', () => {
    const state = given(prepared, counted('a', 10), EVENT_SAMPLES.HelpCalled).when({ type: 'DropSite', siteId: 'a' }, chair).state();
    expect([state.headcounts, state.helpCalls]).toEqual([{}, {}]);
  });
});

const add = (...items: ReturnType<typeof check>[]): ConferenceCommand => ({ type: 'AddChecklistItems', items });
const drop = (checkId: string): ConferenceCommand => ({ type: 'DropChecklistItem', checkId });
const tick = (checkId: string): ConferenceCommand => ({ type: 'TickChecklistItem', checkId });
const untick = (checkId: string): ConferenceCommand => ({ type: 'UntickChecklistItem', checkId });
const extended: ConferenceEvent = { type: 'ChecklistExtended', items: [check('k1'), check('k2', { dueBeforeMs: 120_000 })] };
const ticked: ConferenceEvent = { type: 'ChecklistItemTicked', checkId: 'k1', seat: 'secretary', atMs: T0_MS };

describe('the checklist', () => {
  it('[CHECKLIST-1] organisers add to it in every phase', () => {
    for (const phase of [prepared, live, closed]) {
      given(phase)
        .when(add(check('k1', { text: ' Gọi điện ' })), secretary)
        .then({ type: 'ChecklistExtended', items: [check('k1', { text: 'Gọi điện' })] });
    }
    given(prepared)
      .when(add(...STANDARD_CHECKLIST), operator)
      .then({ type: 'ChecklistExtended', items: STANDARD_CHECKLIST });
  });

  it('[CHECKLIST-1] is refused in order', () => {
    for (const by of [deputy, stranger, room('hall')])
      given(live)
        .when(add(check('k1')), by)
        .refused('organiser-only');
    given(live, extended)
      .when(add(check('k1', { text: ' ' })), chair)
      .refused('text-missing');
    given(live, extended)
      .when(add(check('k1')), chair)
      .refused('checklist-item-taken');
    given(live)
      .when(add(check('k3'), check('k3')), chair)
      .refused('checklist-item-taken');
    const many = Array.from({ length: CHECKLIST_MAX }, (_, place) => check(`m${place}`));
    given(live, extended)
      .when(add(...many), chair)
      .refused('checklist-full');
  });

  it('[CHECKLIST-2] it is kept by whose post ticked an item, and when', () => {
    given(live, extended).when(tick('k1'), secretary).then(ticked);
    given(live, extended, ticked).when(tick('k1'), chair).then();
    given(live, extended, ticked).when(untick('k1'), chair).then({ type: 'ChecklistItemUnticked', checkId: 'k1' });
    given(live, extended).when(untick('k1'), chair).then();
    const seats = [chair, secretary, operator].map((by) => given(live, extended).when(tick('k1'), by).state().checklist['k1']?.doneBy);
    expect(seats).toEqual(['chair', 'secretary', 'operator']);
    const held = given(live, extended, { type: 'ChairPassed', from: 'chair', to: 'deputy' }).when(tick('k1'), deputy).state();
    expect(held.checklist['k1']).toMatchObject({ doneBy: 'deputy', doneAtMs: T0_MS });
    expect(JSON.stringify(held.checklist)).not.toContain('accountId');
  });

  it('[CHECKLIST-3] organisers take an item off it', () => {
    expect(given(live, extended).when(drop('k1'), chair).state().checklist).toHaveProperty('k2');
    for (const command of [drop('x'), tick('x'), untick('x')]) {
      for (const by of [deputy, room('a')]) given(live).when(command, by).refused('organiser-only');
      given(live, extended).when(command, chair).refused('checklist-item-unknown');
    }
  });

  it('[CHECKLIST-4] items are due before the beginning, the earliest first', () => {
    const state = stateAfter([...scheduled, extended, ticked]);
    expect(dueChecklist(state, T0_MS - 120_000)).toMatchObject([
      { checkId: 'k1', dueAtMs: T0_MS - 3_600_000, overdue: false, doneBy: 'secretary' },
      { checkId: 'k2', dueAtMs: T0_MS - 120_000, overdue: true },
    ]);
    expect(dueChecklist(stateAfter([created, extended]), T0_MS)[0]).toMatchObject({ dueAtMs: null, overdue: false });
    expect(dueChecklist(stateAfter([created, { type: 'ChecklistExtended', items: STANDARD_CHECKLIST }]), 0)).toHaveLength(
      STANDARD_CHECKLIST.length,
    );
  });

  it('[CHECKLIST-5] what went wrong is on the next one, the most trouble first', () => {
    const lost: ConferenceEvent = { type: 'SpeechEnded', speechId: 'sa', atMs: T0_MS, reason: 'lost', note: '' };
    const troubled = stateAfter([
      ...aSpeaks,
      lost,
      asked('b'),
      { ...EVENT_SAMPLES.HelpCalled, siteId: 'b' },
      { ...EVENT_SAMPLES.HelpClosed, siteId: 'b' },
      { ...EVENT_SAMPLES.HelpCalled, callId: 'h2', siteId: 'b' },
    ]);
    expect(carriedChecks(troubled)).toMatchObject([
      { checkId: 'carried-1', code: 'mend-sound', text: 'Phòng họp b', origin: 'carried' },
      { checkId: 'carried-2', code: 'mend-network', text: 'Phòng họp a' },
    ]);
  });
});

const attach = (document: ReturnType<typeof documentOf>): ConferenceCommand => ({ type: 'AttachDocument', document });
const reviseDocument = (document: ReturnType<typeof documentOf>): ConferenceCommand => ({ type: 'ReviseDocument', document });
const detach = (documentId: string): ConferenceCommand => ({ type: 'DetachDocument', documentId });
const planned: ConferenceEvent = { type: 'AgendaPlanned', items: [item('i1')] };
const attached: ConferenceEvent = { type: 'DocumentAttached', document: documentOf('d1', { itemId: 'i1' }) };

describe('documents', () => {
  it('[DOCUMENT-1] organisers attach them until the opening, the bureau until the closing', () => {
    for (const by of [chair, secretary, operator])
      given(prepared, planned)
        .when(attach(documentOf('d1', { itemId: 'i1' })), by)
        .then(attached);
    const state = given(live, planned)
      .when(attach(documentOf('d1', { title: ' Báo cáo ' })), secretary)
      .state();
    expect(state.documents['d1']).toEqual({ ...documentOf('d1', { title: 'Báo cáo' }), version: 1, earlier: [] });
  });

  it('[DOCUMENT-1] is refused in order', () => {
    for (const by of [deputy, room('a')])
      given(prepared)
        .when(attach(documentOf('d1', { title: ' ' })), by)
        .refused('organiser-only');
    for (const by of [operator, room('a')])
      given(closed)
        .when(attach(documentOf('d1', { title: ' ' })), by)
        .refused('bureau-only');
    given(closed)
      .when(attach(documentOf('d1', { title: ' ' })), chair)
      .refused('conference-not-running');
    given(live)
      .when(attach(documentOf('d1', { title: ' ', itemId: 'x' })), chair)
      .refused('title-missing');
    given(live, planned, attached)
      .when(attach(documentOf('d1', { itemId: 'x' })), chair)
      .refused('item-unknown');
    given(live, planned, attached)
      .when(attach(documentOf('d1')), chair)
      .refused('document-id-taken');
    const many = Array.from({ length: 500 }, (_, place): ConferenceEvent => ({
      type: 'DocumentAttached',
      document: documentOf(`m${place}`),
    }));
    given(live, many)
      .when(attach(documentOf('d1')), chair)
      .refused('documents-full');
  });

  it('[DOCUMENT-2] another file is another version; another title is not', () => {
    const retitled = given(live, planned, attached)
      .when(reviseDocument(documentOf('d1', { title: 'Mới' })), chair)
      .state();
    expect(retitled.documents['d1']).toMatchObject({ title: 'Mới', version: 1, itemId: null });
    const replaced = given(live, planned, attached)
      .when(reviseDocument(documentOf('d1', { sha256: 'f'.repeat(64) })), chair)
      .state();
    expect(replaced.documents['d1']?.version).toBe(2);
  });

  it('[DOCUMENT-5] the files before are kept with it, the newest fifty', () => {
    const files = Array.from({ length: 60 }, (_, place) => String(place).padStart(64, '0'));
    const revisions = files.map((sha256): ConferenceEvent => ({ type: 'DocumentRevised', document: documentOf('d1', { sha256 }) }));
    const { version, earlier } = stateAfter([...live, planned, attached, ...revisions, revisions.at(-1)!]).documents['d1']!;
    expect(version).toBe(60);
    expect(earlier).toHaveLength(50);
    expect(earlier.at(-1)).toEqual({ version: 59, sha256: files[58], mediaType: 'application/pdf', bytes: 1_000 });
  });

  it('[DOCUMENT-2] is refused in order, and so is detaching', () => {
    for (const command of [reviseDocument(documentOf('x', { title: ' ' })), detach('x')]) {
      given(prepared).when(command, stranger).refused('organiser-only');
      given(live).when(command, operator).refused('bureau-only');
      given(closed).when(command, chair).refused('conference-not-running');
      given(live).when(command, chair).refused('document-unknown');
    }
    given(live, planned, attached)
      .when(reviseDocument(documentOf('d1', { title: ' ' })), chair)
      .refused('title-missing');
    given(live, planned, attached)
      .when(reviseDocument(documentOf('d1', { itemId: 'x' })), chair)
      .refused('item-unknown');
  });

  it('[DOCUMENT-3] who may attach may detach', () => {
    given(live, planned, attached).when(detach('d1'), secretary).then({ type: 'DocumentDetached', documentId: 'd1' });
    expect(given(live, planned, attached).when(detach('d1'), secretary).state().documents).toEqual({});
  });

  it('[DOCUMENT-4] belong to the whole conference when a new plan has not their item', () => {
    const state = given(prepared, planned, attached)
      .when({ type: 'PlanAgenda', items: [item('i2')] }, chair)
      .state();
    expect(state.documents['d1']?.itemId).toBeNull();
  });
});
