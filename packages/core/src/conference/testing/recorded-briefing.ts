/**
 * The briefing behind the newest `journal-v….json`, which every later release must still replay. A recorded
 * file is never recorded again; a new schema version gets a file of its own:
 *   npx tsx -e "import('./packages/core/src/conference/testing/recorded-briefing.ts')
 *     .then(({ recordedBriefing }) => console.log(JSON.stringify(recordedBriefing(), null, 2)))"
 */
import type { Actor } from '../../kernel/envelope.ts';
import type { ConferenceCommand } from '../commands.ts';
import { decide } from '../decide.ts';
import { CONFERENCE_SCHEMA_VERSION, type ConferenceEvent } from '../events.ts';
import { fold } from '../evolve.ts';
import { account, chair, check, conductor, documentOf, item, operator, room, secretary, SETTINGS, site, T0_MS } from './samples.ts';

const MINUTE_MS = 60_000;
type Line = readonly [minute: number, by: Actor, command: ConferenceCommand];

const preparation: readonly Line[] = [
  [
    -90,
    operator,
    { type: 'CreateConference', conferenceId: 'c1', title: 'Giao ban', kind: 'briefing', rehearsal: false, settings: SETTINGS },
  ],
  [-89, operator, { type: 'AppointOfficer', accountId: 'chair', roles: ['chair'] }],
  [-88, chair, { type: 'AppointOfficer', accountId: 'deputy', roles: ['deputy'] }],
  [-87, chair, { type: 'AppointOfficer', accountId: 'secretary', roles: ['secretary', 'deputy'] }],
  [-86, secretary, { type: 'ReviseConference', title: 'Giao ban quý III', settings: { ...SETTINGS, speechMs: 3 * MINUTE_MS } }],
  [-85, secretary, { type: 'AdmitSites', sites: [site('hall', 0), site('a'), site('b'), site('c', 2), site('wrong')] }],
  [-84, secretary, { type: 'SetHall', siteId: 'hall' }],
  [-83, secretary, { type: 'RefreshSites', sites: [site('b')] }],
  [-83, secretary, { type: 'ExpectHeadcounts', rooms: [{ siteId: 'b', expectedCount: 52 }] }],
  [-83, secretary, { type: 'DropSite', siteId: 'wrong' }],
  [-80, chair, { type: 'AppointOfficer', accountId: 'guest', roles: ['secretary'] }],
  [-79, chair, { type: 'DismissOfficer', accountId: 'guest' }],
  [-79, secretary, { type: 'PlanAgenda', items: [item('i1', 'report'), item('i2'), item('i4', 'conclusion')] }],
  [-78, secretary, { type: 'AddItem', item: item('i3', 'break', { plannedMs: MINUTE_MS }), before: 'i4' }],
  [-77, secretary, { type: 'ReviseItem', item: item('i2', 'discussion', { title: 'Thảo luận', speechMs: 2 * MINUTE_MS }) }],
  [-76, secretary, { type: 'AddChecklistItems', items: [check('k1'), check('k2'), check('k3')] }],
  [-75, chair, { type: 'TickChecklistItem', checkId: 'k1' }],
  [-74, chair, { type: 'UntickChecklistItem', checkId: 'k1' }],
  [-73, chair, { type: 'DropChecklistItem', checkId: 'k3' }],
  [-72, secretary, { type: 'AttachDocument', document: documentOf('d1', { itemId: 'i1' }) }],
  [-71, secretary, { type: 'AttachDocument', document: documentOf('d2') }],
  [-70, secretary, { type: 'ReviseDocument', document: documentOf('d1', { itemId: 'i1', sha256: '1'.repeat(64) }) }],
  [-69, secretary, { type: 'DetachDocument', documentId: 'd2' }],
  [-60, secretary, { type: 'ScheduleConference', startsAtMs: T0_MS }],
  [0, chair, { type: 'OpenConference' }],
];

const discussion: readonly Line[] = [
  [1, room('hall'), { type: 'StartSlides', siteId: 'hall' }],
  [1, room('a'), { type: 'ReportHeadcount', siteId: 'a', count: 38 }],
  [1, room('a'), { type: 'CallForHelp', callId: 'h1', siteId: 'a', kind: 'sound', text: 'Không nghe thấy' }],
  [1, secretary, { type: 'AcknowledgeHelp', callId: 'h1' }],
  [1, secretary, { type: 'SendMessage', messageId: 'm1', to: { kind: 'site', siteId: 'a' }, text: 'Bật loa' }],
  [1, secretary, { type: 'CloseHelp', callId: 'h1', note: 'Loa tắt' }],
  [1, chair, { type: 'OpenChannel' }],
  [1, room('b'), { type: 'PostMessage', postId: 'p1', siteId: 'b', text: 'Nghe rõ' }],
  [1, chair, { type: 'CloseChannel' }],
  [1, secretary, { type: 'StartItem', itemId: 'i1', replaces: null }],
  [2, room('a'), { type: 'RequestFloor', requestId: 'ra', siteId: 'a', kind: 'speech', subject: 'Karaoke di động' }],
  [2, room('b'), { type: 'RequestFloor', requestId: 'rb', siteId: 'b', kind: 'speech', subject: 'Tiêm vắc-xin' }],
  [3, secretary, { type: 'RequestFloor', requestId: 'rc', siteId: 'c', kind: 'speech', subject: 'Trường học thông minh' }],
  [4, secretary, { type: 'OrderQueue', requestIds: ['rc', 'ra', 'rb'] }],
  [5, secretary, { type: 'PutOnStandby', requestId: 'ra' }],
  [5, room('a'), { type: 'ConfirmReady', requestId: 'ra', camera: true, microphone: true }],
  [6, chair, { type: 'GrantFloor', requestId: 'ra', speechId: 's1', replaces: null, thenStandby: true }],
  [6, room('a'), { type: 'StartSlides', siteId: 'a' }],
  [7, conductor, { type: 'ReportLinkLost', speechId: 's1' }],
  [8, conductor, { type: 'EndGrace', speechId: 's1' }],
  [8, chair, { type: 'KeepFloor', speechId: 's1' }],
  [8, conductor, { type: 'ReportLinkReturned', speechId: 's1' }],
  [9, chair, { type: 'ExtendSpeech', speechId: 's1', byMs: 2 * MINUTE_MS }],
  [10, room('a'), { type: 'YieldFloor', speechId: 's1' }],
  [11, secretary, { type: 'CancelStandby', requestId: 'rc' }],
  [11, chair, { type: 'DeclineRequest', requestId: 'rc', reason: 'Trả lời bằng văn bản' }],
  [12, chair, { type: 'HandOverChair', to: 'deputy' }],
  [
    12,
    account('deputy'),
    { type: 'GrantFloor', requestId: 'rb', speechId: 's2', replaces: null, allottedMs: MINUTE_MS, thenStandby: false },
  ],
  [12, secretary, { type: 'StartItem', itemId: 'i2', replaces: 'i1' }],
  [12, account('deputy'), { type: 'PauseConference' }],
  [22, account('deputy'), { type: 'ResumeConference' }],
  [24, conductor, { type: 'TimeOutSpeech', speechId: 's2' }],
];

const ending: readonly Line[] = [
  [25, chair, { type: 'ReclaimChair' }],
  [25, chair, { type: 'CutItem', itemId: 'i3' }],
  [25, chair, { type: 'RestoreItem', itemId: 'i3' }],
  [25, secretary, { type: 'MoveItem', itemId: 'i4', before: 'i3' }],
  [26, room('c'), { type: 'RequestFloor', requestId: 'rc2', siteId: 'c', kind: 'point-of-order', subject: 'Đường truyền' }],
  [26, room('c'), { type: 'WithdrawRequest', requestId: 'rc2' }],
  [27, chair, { type: 'CloseConference' }],
  [30, chair, { type: 'ReopenConference', reason: 'Còn kết luận' }],
  [31, room('hall'), { type: 'RequestFloor', requestId: 'rh', siteId: 'hall', kind: 'speech', subject: 'Kết luận' }],
  [31, chair, { type: 'GrantFloor', requestId: 'rh', speechId: 's3', replaces: null, thenStandby: false }],
  [32, room('b'), { type: 'RequestFloor', requestId: 'rb2', siteId: 'b', kind: 'point-of-order', subject: 'Xin bổ sung' }],
  [33, room('a'), { type: 'RequestFloor', requestId: 'ra2', siteId: 'a', kind: 'speech', subject: 'Xin cảm ơn' }],
];

function recorded(lines: readonly Line[]): readonly ConferenceEvent[] {
  const events: ConferenceEvent[] = [];
  for (const [minute, by, command] of lines) {
    const decision = decide({ command, by, atMs: T0_MS + minute * MINUTE_MS, commandId: `m${events.length}` }, fold(events));
    if (!decision.ok) throw new Error(`${command.type} refused: ${decision.refusal.code}`);
    events.push(...decision.events);
  }
  return events;
}

/** One that is prepared and does not take place. */
const calledOff: readonly Line[] = [...preparation.slice(0, -1), [0, secretary, { type: 'CancelConference', reason: 'Bão số 6' }]];

interface Recorded {
  readonly schemaVersion: number;
  readonly events: readonly ConferenceEvent[];
  readonly calledOff: readonly ConferenceEvent[];
}

export function recordedBriefing(): Recorded {
  const events = recorded([...preparation, ...discussion, ...ending]);
  return { schemaVersion: CONFERENCE_SCHEMA_VERSION, events, calledOff: recorded(calledOff) };
}
