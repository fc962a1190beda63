import { describe, expect, it } from 'vitest';
import type { ConferenceEvent } from './events.ts';
import type { Addressee, ConferenceState } from './state.ts';
import { stateAfter } from './testing/given.ts';
import { asked, documentOf, EVENT_SAMPLES, item, live, onStandby, speaks, T0_MS } from './testing/samples.ts';
import { AUDIENCES, standbySiteId, view, type Audience } from './view.ts';

const end = (speechId: string): ConferenceEvent => ({ type: 'SpeechEnded', speechId, atMs: T0_MS, reason: 'yielded', note: '' });

const written = (messageId: string, to: Addressee): ConferenceEvent => {
  const text = to.kind === 'all' ? 'Cho mọi phòng' : 'Chỉ phòng a đọc';
  return { type: 'MessageSent', messageId, to, text, atMs: T0_MS };
};

/** Everything a conference can show at once: two past speeches, one speaking, one on standby, two waiting, slides. */
const full = stateAfter([
  ...live,
  asked('a'),
  speaks('a'),
  end('sa'),
  asked('b'),
  speaks('b'),
  end('sb'),
  asked('hall'),
  speaks('hall'),
  asked('a'),
  asked('b'),
  asked('c', 'point-of-order'),
  onStandby('a'),
  { type: 'StandbyChecked', requestId: 'ra', check: { camera: true, microphone: false } },
  { type: 'SlidesStarted', siteId: 'hall' },
  { type: 'AgendaPlanned', items: [item('i1', 'report', { notes: 'Chỉ thư ký đọc' }), item('i2')] },
  { type: 'ItemStarted', itemId: 'i1', atMs: T0_MS },
  { type: 'QueueOrdered', requestIds: ['rc', 'rb'] },
  written('m1', { kind: 'all' }),
  written('m2', { kind: 'site', siteId: 'a' }),
  written('m3', { kind: 'branch', unitId: 'unit-a' }),
  { type: 'ChannelOpened' },
  { type: 'MessagePosted', postId: 'p1', siteId: 'b', text: 'Trong kênh chung', atMs: T0_MS },
  { ...EVENT_SAMPLES.HelpCalled, text: 'Chỉ phòng a hỏng' },
  EVENT_SAMPLES.HelpClosed,
  { ...EVENT_SAMPLES.HelpCalled, callId: 'h2', text: 'Chỉ phòng a hỏng' },
  EVENT_SAMPLES.HeadcountReported,
  EVENT_SAMPLES.ChecklistExtended,
  { type: 'DocumentAttached', document: documentOf('d1', { visibleTo: 'all' }) },
  { type: 'DocumentAttached', document: documentOf('d2', { visibleTo: 'sites' }) },
  { type: 'DocumentAttached', document: documentOf('d3', { visibleTo: 'console', title: 'Chỉ đoàn chủ tọa' }) },
  { type: 'DocumentRevised', document: documentOf('d2', { visibleTo: 'sites', sha256: 'f'.repeat(64) }) },
]);

const silenced = {
  rhall: full.requests['rhall'],
  ra: { ...full.requests['ra'], subject: '' },
  rb: { ...full.requests['rb'], subject: '' },
  rc: { ...full.requests['rc'], subject: '' },
};
const withoutNotes = { i1: { ...full.agendaItems['i1'], notes: '' }, i2: full.agendaItems['i2'] };
/** The hall speaks, and no item of the agenda names a room. */
const namedSites = { hall: full.sites['hall'] };
const last = full.pastSpeeches.slice(-1);

/** Field × audience: `all` is what the state has, anything else is what is seen instead. A field without a row does not compile. */
const TABLE: { readonly [F in keyof ConferenceState]: Readonly<Record<Audience, unknown>> } = {
  conferenceId: { console: 'all', site: 'all', screen: 'all', phone: 'all' },
  title: { console: 'all', site: 'all', screen: 'all', phone: 'all' },
  kind: { console: 'all', site: 'all', screen: 'all', phone: 'all' },
  rehearsal: { console: 'all', site: 'all', screen: 'all', phone: 'all' },
  rehearsalOf: { console: 'all', site: 'all', screen: 'all', phone: 'all' },
  phase: { console: 'all', site: 'all', screen: 'all', phone: 'all' },
  startsAtMs: { console: 'all', site: 'all', screen: 'all', phone: 'all' },
  openedAtMs: { console: 'all', site: 'all', screen: 'all', phone: 'all' },
  pausedTotalMs: { console: 'all', site: 'all', screen: 'all', phone: 'all' },
  pausedAtMs: { console: 'all', site: 'all', screen: 'all', phone: 'all' },
  closedAtMs: { console: 'all', site: 'all', screen: 'all', phone: 'all' },
  cancelled: { console: 'all', site: 'all', screen: 'all', phone: 'all' },
  settings: { console: 'all', site: 'all', screen: 'all', phone: 'all' },
  sites: { console: 'all', site: 'all', screen: 'all', phone: namedSites },
  hallSiteId: { console: 'all', site: 'all', screen: 'all', phone: 'all' },
  officers: { console: 'all', site: {}, screen: {}, phone: {} },
  chairHolder: { console: 'all', site: null, screen: null, phone: null },
  requests: { console: 'all', site: 'all', screen: silenced, phone: { rhall: full.requests['rhall'] } },
  queue: { console: 'all', site: 'all', screen: 'all', phone: [] },
  orderedThrough: { console: 'all', site: 'all', screen: 'all', phone: null },
  standby: { console: 'all', site: 'all', screen: { requestId: 'ra', sinceMs: T0_MS, check: null }, phone: null },
  speech: { console: 'all', site: 'all', screen: 'all', phone: 'all' },
  pastSpeeches: { console: 'all', site: last, screen: last, phone: [] },
  slidesSiteId: { console: 'all', site: 'all', screen: 'all', phone: 'all' },
  agendaItems: { console: 'all', site: withoutNotes, screen: withoutNotes, phone: withoutNotes },
  agenda: { console: 'all', site: 'all', screen: 'all', phone: 'all' },
  currentItemId: { console: 'all', site: 'all', screen: 'all', phone: 'all' },
  plannedEndAtMs: { console: 'all', site: 'all', screen: 'all', phone: 'all' },
  messages: { console: 'all', site: { m1: full.messages['m1'] }, screen: {}, phone: {} },
  channelOpen: { console: 'all', site: 'all', screen: 'all', phone: 'all' },
  posts: { console: 'all', site: 'all', screen: {}, phone: {} },
  lastNo: { console: 'all', site: 0, screen: 0, phone: 0 },
  helpCalls: { console: 'all', site: {}, screen: {}, phone: {} },
  pastHelpCalls: { console: 'all', site: {}, screen: {}, phone: {} },
  headcounts: { console: 'all', site: {}, screen: {}, phone: {} },
  checklist: { console: 'all', site: {}, screen: {}, phone: {} },
  documents: {
    console: 'all',
    site: { d1: full.documents['d1'], d2: { ...full.documents['d2'], earlier: [] } },
    screen: { d1: full.documents['d1'] },
    phone: { d1: full.documents['d1'] },
  },
};

function rows(audience: Audience) {
  return (Object.keys(TABLE) as (keyof ConferenceState)[]).map((field) => ({ field, seen: TABLE[field][audience] }));
}

function check(audience: Audience, { field, seen }: ReturnType<typeof rows>[number]): void {
  expect(view(full, audience)[field]).toEqual(seen === 'all' ? full[field] : seen);
}

describe('what each audience sees', () => {
  it.each(rows('console'))('[VIEW-1] the console: $field', (row) => check('console', row));
  it.each(rows('site'))('[VIEW-2] a site: $field', (row) => check('site', row));
  it.each(rows('screen'))('[VIEW-3] a screen: $field', (row) => check('screen', row));
  it.each(rows('phone'))('[PHONE-1] a phone: $field', (row) => check('phone', row));

  it('[VIEW-2] the table proves something: every redacted field is filled', () => {
    expect(Object.keys(full.officers)).toHaveLength(3);
    expect(full.pastSpeeches).toHaveLength(2);
    expect(full.queue).toEqual(['rc', 'rb']);
    expect(full.standby?.check).not.toBeNull();
    expect(full.agendaItems['i1']?.notes).not.toBe('');
    expect(full.documents['d2']?.earlier).toHaveLength(1);
    for (const field of ['messages', 'posts', 'helpCalls', 'pastHelpCalls', 'headcounts', 'checklist', 'documents'] as const)
      expect(Object.keys(full[field])).not.toHaveLength(0);
  });

  it('[VIEW-5] no account leaves for sites and screens, nor a speech before the last', () => {
    for (const audience of ['site', 'screen'] as const) {
      const json = JSON.stringify(view(full, audience));
      for (const hidden of ['"chair"', '"deputy"', '"secretary"', '"sa"']) expect(json).not.toContain(hidden);
    }
  });

  it('[VIEW-6] nothing between one room and the bureau leaves for other rooms, nor what only organisers have', () => {
    for (const audience of ['site', 'screen'] as const) {
      const json = JSON.stringify(view(full, audience));
      for (const hidden of [
        'Chỉ phòng a đọc',
        'Chỉ phòng a hỏng',
        'Đã đổi loa',
        '"count"',
        'Việc k1',
        'Chỉ thư ký đọc',
        'Chỉ đoàn chủ tọa',
      ])
        expect(json).not.toContain(hidden);
    }
    expect(JSON.stringify(view(full, 'site'))).toContain('Trong kênh chung');
    expect(JSON.stringify(view(full, 'screen'))).not.toContain('Trong kênh chung');
  });

  it('[VIEW-5] no subject of one who waits leaves for screens', () => {
    const json = JSON.stringify({ ...view(full, 'screen'), pastSpeeches: [] });
    for (const waiting of ['a', 'b', 'c']) expect(json).not.toContain(`Về việc ${waiting}"`);
    expect(json).toContain('Về việc hall');
  });

  it('[VIEW-3] the subject appears on the screen when its site speaks', () => {
    const speaking = stateAfter([end('shall'), speaks('a', T0_MS + 1)], full);
    expect(view(speaking, 'screen').requests['ra']?.subject).toBe('Về việc a');
  });

  it('[VIEW-2] every audience but phones knows whose site is on standby', () => {
    for (const audience of AUDIENCES) expect(standbySiteId(view(full, audience))).toBe(audience === 'phone' ? null : 'a');
    expect(standbySiteId(stateAfter(live))).toBeNull();
  });
});
