import type { Actor } from '../../kernel/envelope.ts';
import type { ConferenceEvent, ConferenceEventType } from '../events.ts';
import type { DocumentRef, ItemKind, ItemPlan, PlannedCheck, Settings, Site } from '../state.ts';

/** 2026-10-15 08:00 in Hà Nội: the first day of a period. */
export const T0_MS = 1_792_026_000_000;
export const SETTINGS: Settings = { speechMs: 300_000, graceMs: 15_000, overrunMs: 60_000, policy: 'first-come', unitMs: null };

export const operator: Actor = { kind: 'operator' };
export const conductor: Actor = { kind: 'conductor' };
export const chair = account('chair');
export const deputy = account('deputy');
export const secretary = account('secretary');
export const stranger = account('stranger');

export function account(accountId: string): Actor {
  return { kind: 'account', accountId };
}

export function room(siteId: string): Actor {
  return { kind: 'site', siteId };
}

/** Rooms of level 1 stand under the hall's unit, those of level 2 under that of room `a`. */
export function site(siteId: string, level = 1): Site & { unitPath: string[]; unitNames?: string[] } {
  const unitId = `unit-${siteId}`;
  const above = ['unit-a', 'unit-hall'].slice(2 - level);
  return {
    siteId,
    name: `Phòng họp ${siteId}`,
    unitId,
    unitName: `Đơn vị ${siteId}`,
    level,
    unitPath: [unitId, ...above],
    expectedCount: 40,
  };
}

const MINUTE_MS = 60_000;

/** An item of the agenda, planned for ten minutes. */
export function item(itemId: string, kind: ItemKind = 'discussion', changes: Partial<ItemPlan> = {}): ItemPlan {
  const plan: ItemPlan = {
    itemId,
    kind,
    title: `Nội dung ${itemId}`,
    presenterUnitId: null,
    presenterSiteId: null,
    plannedMs: 10 * MINUTE_MS,
    speechMs: null,
    notes: '',
  };
  return { ...plan, ...changes };
}

export function check(checkId: string, changes: Partial<PlannedCheck> = {}): PlannedCheck {
  return { checkId, code: null, text: `Việc ${checkId}`, dueBeforeMs: 60 * MINUTE_MS, origin: 'own', ...changes };
}

export function documentOf(documentId: string, changes: Partial<DocumentRef> = {}): DocumentRef {
  const sha256 = '0'.repeat(64);
  const reference = { documentId, title: `Tài liệu ${documentId}`, sha256, mediaType: 'application/pdf', bytes: 1_000 };
  return { ...reference, visibleTo: 'sites', itemId: null, ...changes };
}

export const created: ConferenceEvent = {
  type: 'ConferenceCreated',
  conferenceId: 'c1',
  title: 'Giao ban quý III',
  kind: 'briefing',
  rehearsal: false,
  rehearsalOf: null,
  settings: SETTINGS,
};

/** A draft with a hall, three rooms, a chair, a deputy and a secretary. */
export const prepared: readonly ConferenceEvent[] = [
  created,
  { type: 'SitesAdmitted', sites: [site('hall', 0), site('a'), site('b'), site('c', 2)] },
  { type: 'HallSet', siteId: 'hall' },
  { type: 'OfficerAppointed', accountId: 'chair', roles: ['chair'] },
  { type: 'ChairPassed', from: null, to: 'chair' },
  { type: 'OfficerAppointed', accountId: 'deputy', roles: ['deputy'] },
  { type: 'OfficerAppointed', accountId: 'secretary', roles: ['secretary'] },
];
export const scheduled: readonly ConferenceEvent[] = [...prepared, { type: 'ConferenceScheduled', startsAtMs: T0_MS }];
export const live: readonly ConferenceEvent[] = [...scheduled, { type: 'ConferenceOpened', atMs: T0_MS }];
export const paused: readonly ConferenceEvent[] = [...live, { type: 'ConferencePaused', atMs: T0_MS }];
export const closed: readonly ConferenceEvent[] = [...live, { type: 'ConferenceClosed', atMs: T0_MS }];

/** Room `a` asks as `ra`, room `b` as `rb` and so on. */
export function asked(siteId: string, kind: 'speech' | 'point-of-order' = 'speech'): ConferenceEvent {
  return { type: 'FloorRequested', requestId: `r${siteId}`, siteId, kind, subject: `Về việc ${siteId}`, atMs: T0_MS, before: null };
}

export function onStandby(siteId: string): ConferenceEvent {
  return { type: 'StandbyStarted', requestId: `r${siteId}`, atMs: T0_MS };
}

/** Room `a` speaks in speech `sa`, from T0 for the usual time. */
export function speaks(siteId: string, atMs = T0_MS): ConferenceEvent {
  return { type: 'FloorGranted', speechId: `s${siteId}`, requestId: `r${siteId}`, atMs, endsAtMs: atMs + SETTINGS.speechMs };
}

/** Room `a` has the floor. */
export const aSpeaks: readonly ConferenceEvent[] = [...live, asked('a'), speaks('a')];

/** One of each type; a new event without a sample does not compile. */
export const EVENT_SAMPLES: { readonly [T in ConferenceEventType]: Extract<ConferenceEvent, { type: T }> } = {
  ConferenceCreated: created as Extract<ConferenceEvent, { type: 'ConferenceCreated' }>,
  ConferenceRevised: { type: 'ConferenceRevised', title: 'Giao ban quý IV', kind: 'study', settings: { ...SETTINGS, overrunMs: null } },
  SitesAdmitted: { type: 'SitesAdmitted', sites: [site('a'), site('toString')] },
  SitesRefreshed: { type: 'SitesRefreshed', sites: [{ ...site('a'), unitName: 'Đơn vị mới' }] },
  HeadcountsExpected: { type: 'HeadcountsExpected', rooms: [{ siteId: 'a', expectedCount: 52 }] },
  SiteDropped: { type: 'SiteDropped', siteId: 'a' },
  HallSet: { type: 'HallSet', siteId: 'hall' },
  OfficerAppointed: { type: 'OfficerAppointed', accountId: 'deputy', roles: ['deputy', 'secretary'] },
  OfficerDismissed: { type: 'OfficerDismissed', accountId: 'deputy' },
  ChairPassed: { type: 'ChairPassed', from: null, to: 'chair' },
  ConferenceScheduled: { type: 'ConferenceScheduled', startsAtMs: T0_MS },
  ConferenceOpened: { type: 'ConferenceOpened', atMs: T0_MS },
  ConferencePaused: { type: 'ConferencePaused', atMs: T0_MS },
  ConferenceResumed: { type: 'ConferenceResumed', atMs: T0_MS },
  ConferenceClosed: { type: 'ConferenceClosed', atMs: T0_MS },
  ConferenceCancelled: { type: 'ConferenceCancelled', atMs: T0_MS, reason: 'Bão' },
  ConferenceReopened: { type: 'ConferenceReopened', atMs: T0_MS, reason: 'Còn một nội dung' },
  FloorRequested: asked('a') as Extract<ConferenceEvent, { type: 'FloorRequested' }>,
  RequestWithdrawn: { type: 'RequestWithdrawn', requestId: 'ra' },
  RequestDeclined: { type: 'RequestDeclined', requestId: 'ra', reason: 'Hết giờ' },
  QueueOrdered: { type: 'QueueOrdered', requestIds: ['rb', 'ra'] },
  StandbyStarted: { type: 'StandbyStarted', requestId: 'ra', atMs: T0_MS },
  StandbyChecked: { type: 'StandbyChecked', requestId: 'ra', check: { camera: true, microphone: false } },
  StandbyEnded: { type: 'StandbyEnded', requestId: 'ra' },
  FloorGranted: { type: 'FloorGranted', speechId: 'sa', requestId: 'ra', atMs: T0_MS, endsAtMs: T0_MS + 1 },
  SpeechExtended: { type: 'SpeechExtended', speechId: 'sa', endsAtMs: T0_MS + 2 },
  SpeechLinkLost: { type: 'SpeechLinkLost', speechId: 'sa', graceEndsAtMs: T0_MS + 3 },
  SpeechLinkReturned: { type: 'SpeechLinkReturned', speechId: 'sa' },
  SpeechGraceEnded: { type: 'SpeechGraceEnded', speechId: 'sa' },
  SpeechEnded: { type: 'SpeechEnded', speechId: 'sa', atMs: T0_MS, reason: 'revoked', note: 'Quá giờ' },
  SlidesStarted: { type: 'SlidesStarted', siteId: 'hall' },
  SlidesStopped: { type: 'SlidesStopped' },
  AgendaPlanned: { type: 'AgendaPlanned', items: [item('i1', 'report'), item('toString')] },
  ItemAdded: { type: 'ItemAdded', item: item('i2', 'break'), before: null },
  ItemRevised: { type: 'ItemRevised', item: item('i2', 'conclusion', { notes: 'Chủ trì đọc' }) },
  ItemMoved: { type: 'ItemMoved', itemId: 'i2', before: 'i1' },
  ItemCut: { type: 'ItemCut', itemId: 'i2' },
  ItemRestored: { type: 'ItemRestored', itemId: 'i2' },
  ItemStarted: { type: 'ItemStarted', itemId: 'i1', atMs: T0_MS },
  ItemFinished: { type: 'ItemFinished', itemId: 'i1', atMs: T0_MS },
  MessageSent: { type: 'MessageSent', messageId: 'm1', to: { kind: 'branch', unitId: 'unit-a' }, text: 'Kiểm tra âm thanh', atMs: T0_MS },
  ChannelOpened: { type: 'ChannelOpened' },
  ChannelClosed: { type: 'ChannelClosed' },
  MessagePosted: { type: 'MessagePosted', postId: 'p1', siteId: 'a', text: 'Đã rõ', atMs: T0_MS },
  HelpCalled: { type: 'HelpCalled', callId: 'h1', siteId: 'a', kind: 'sound', text: 'Không nghe thấy', atMs: T0_MS },
  HelpAcknowledged: { type: 'HelpAcknowledged', callId: 'h1', siteId: 'a', atMs: T0_MS },
  HelpClosed: { type: 'HelpClosed', callId: 'h1', siteId: 'a', note: 'Đã đổi loa', atMs: T0_MS },
  HeadcountReported: { type: 'HeadcountReported', siteId: 'a', count: 38, from: 'site', atMs: T0_MS },
  ChecklistExtended: { type: 'ChecklistExtended', items: [check('k1'), check('toString', { code: 'units-invited', text: '' })] },
  ChecklistItemDropped: { type: 'ChecklistItemDropped', checkId: 'k1' },
  ChecklistItemTicked: { type: 'ChecklistItemTicked', checkId: 'k1', seat: 'secretary', atMs: T0_MS },
  ChecklistItemUnticked: { type: 'ChecklistItemUnticked', checkId: 'k1' },
  DocumentAttached: { type: 'DocumentAttached', document: documentOf('d1', { itemId: 'i1' }) },
  DocumentRevised: { type: 'DocumentRevised', document: documentOf('d1', { sha256: 'f'.repeat(64) }) },
  DocumentDetached: { type: 'DocumentDetached', documentId: 'd1' },
};
