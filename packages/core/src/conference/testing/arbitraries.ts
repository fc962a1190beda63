import fc from 'fast-check';
import type { Decision } from '../../kernel/decision.ts';
import type { Actor } from '../../kernel/envelope.ts';
import type { CommandOf, ConferenceCommand, ConferenceCommandType } from '../commands.ts';
import { decide } from '../decide.ts';
import type { ConferenceEvent } from '../events.ts';
import { fold } from '../evolve.ts';
import type { Addressee, ConferenceState, HelpKind, ItemKind, ItemPlan, OfficerRole, Settings } from '../state.ts';
import { account, check, conductor, documentOf, item, live, operator, prepared, room, SETTINGS, site, T0_MS } from './samples.ts';

/** Same runs on every machine; raise `numRuns` by hand to dig. */
export const RUNS = { seed: 20_261_015, numRuns: 500 } as const;
/** Two seconds on a quiet machine of two cores, more on a busy one; a run that hangs is still found. */
export const RUNS_TIMEOUT = { timeout: 60_000 } as const;

/** A command, who gives it and how long after the one before. */
export interface Move {
  readonly command: ConferenceCommand;
  readonly by: Actor;
  readonly afterMs: number;
}

/** Names of inherited properties are valid ids and must be nothing special. */
const siteIds = ['hall', 'a', 'b', 'c', 'toString', 'valueOf'] as const;
const accountIds = ['chair', 'deputy', 'secretary', 'stranger', 'hasOwnProperty'] as const;
/** `$…` stands for what is there when the move is made, so that runs get deep. */
const requestIds = ['$head', '$head', '$head', '$standby', '$standby', '$speaking', 'r1', 'toString'] as const;
const speechIds = ['$speech', '$speech', '$speech', '$speech', '$speech', 's1', 'valueOf'] as const;

const siteId = fc.constantFrom('hall', 'a', 'b', 'c', ...siteIds);
const accountId = fc.constantFrom(...accountIds);
const requestId = fc.constantFrom(...requestIds);
const newRequestId = fc.constantFrom('$new', '$new', '$new', 'r1', 'r2', 'toString');
const newSpeechId = fc.constantFrom('$new', '$new', '$new', '$speech', 's1', 'valueOf');
const speechId = fc.constantFrom(...speechIds);
const words = fc.constantFrom('', '  ', 'Karaoke', ' Dịch bệnh ', 'Tuyển sinh', 'Lịch tập huấn');
const roles = fc.array(fc.constantFrom<OfficerRole>('chair', 'deputy', 'secretary', 'technician'), { minLength: 1, maxLength: 3 });
const durationMs = fc.constantFrom(1_000, 60_000, 300_000);
const kind = fc.constantFrom('speech', 'speech', 'point-of-order');
const settings = fc.constantFrom<Settings>(
  SETTINGS,
  { ...SETTINGS, policy: 'least-spoken', overrunMs: null },
  { ...SETTINGS, policy: 'round', unitMs: 60_000 },
  { ...SETTINGS, policy: 'agenda-order', speechMs: 1_000, graceMs: 1_000, overrunMs: 0 },
);

const itemId = fc.constantFrom('$item', '$nextItem', '$nextItem', 'i1', 'toString');
const before = fc.oneof(fc.constant(null), itemId);
const plan = fc
  .record({
    itemId: fc.constantFrom('i1', 'i2', 'i3', 'toString'),
    kind: fc.constantFrom<ItemKind>('report', 'discussion', 'conclusion'),
    title: fc.constantFrom(' ', 'Báo cáo', ' Thảo luận '),
    presenterSiteId: fc.option(siteId),
    plannedMs: durationMs,
    speechMs: fc.option(durationMs),
    notes: words,
  })
  .map((fields): ItemPlan => ({ ...item(fields.itemId), ...fields }));

const keyId = fc.constantFrom('k1', 'k2', 'toString');
const helpSiteId = fc.constantFrom('a', 'a', 'b', 'valueOf');
const to = fc.constantFrom<Addressee>(
  { kind: 'all' },
  { kind: 'site', siteId: 'a' },
  { kind: 'site', siteId: 'valueOf' },
  { kind: 'branch', unitId: 'unit-a' },
);
const document = fc
  .record({ documentId: keyId, title: fc.constantFrom(' ', 'Báo cáo'), itemId: fc.constantFrom(null, 'i1', 'i2') })
  .map(({ documentId, ...fields }) => documentOf(documentId, fields));

type Fields<T extends ConferenceCommandType> = fc.Arbitrary<Omit<CommandOf<T>, 'type'>>;
const none = fc.constant({});

/** A new command without an arbitrary does not compile. */
const FIELDS: { readonly [T in ConferenceCommandType]: Fields<T> } = {
  CreateConference: fc.record({
    conferenceId: fc.constant('c1'),
    title: fc.constant('Giao ban'),
    kind: fc.constant('briefing' as const),
    rehearsal: fc.boolean(),
    settings,
  }),
  ReviseConference: fc.record({ title: fc.constant('Giao ban quý IV'), settings }),
  AdmitSites: fc.record({
    sites: fc.array(
      siteId.map((id) => site(id)),
      { minLength: 1, maxLength: 3 },
    ),
  }),
  ExpectHeadcounts: fc.record({
    rooms: fc.array(fc.record({ siteId, expectedCount: fc.option(fc.nat(100)) }), { minLength: 1, maxLength: 2 }),
  }),
  RefreshSites: fc.record({
    sites: fc.array(
      siteId.map((id) => ({ ...site(id), unitName: 'Đơn vị mới' })),
      { minLength: 1, maxLength: 2 },
    ),
  }),
  DropSite: fc.record({ siteId }),
  SetHall: fc.record({ siteId }),
  AppointOfficer: fc.record({ accountId, roles }),
  DismissOfficer: fc.record({ accountId }),
  HandOverChair: fc.record({ to: accountId }),
  ReclaimChair: none,
  ScheduleConference: fc.record({ startsAtMs: fc.constant(T0_MS) }),
  OpenConference: none,
  PauseConference: none,
  ResumeConference: none,
  CloseConference: none,
  CancelConference: fc.record({ reason: words }),
  ReopenConference: fc.record({ reason: words }),
  RequestFloor: fc.record({ requestId: newRequestId, siteId, kind: kind as fc.Arbitrary<'speech' | 'point-of-order'>, subject: words }),
  WithdrawRequest: fc.record({ requestId }),
  DeclineRequest: fc.record({ requestId, reason: words }),
  OrderQueue: fc.record({ requestIds: fc.constantFrom(['$queue'], ['$reversed'], ['r1', 'r1'], []) }),
  PutOnStandby: fc.record({ requestId }),
  CancelStandby: fc.record({ requestId }),
  ConfirmReady: fc.record({ requestId, camera: fc.boolean(), microphone: fc.boolean() }),
  GrantFloor: fc.record(
    {
      requestId,
      speechId: newSpeechId,
      replaces: fc.oneof({ weight: 4, arbitrary: fc.constant('$speech') }, { weight: 1, arbitrary: fc.option(speechId) }),
      allottedMs: durationMs,
      thenStandby: fc.boolean(),
    },
    { requiredKeys: ['requestId', 'speechId', 'replaces', 'thenStandby'] },
  ) as Fields<'GrantFloor'>,
  YieldFloor: fc.record({ speechId }),
  RevokeFloor: fc.record({ speechId, reason: words }),
  ExtendSpeech: fc.record({ speechId, byMs: durationMs }),
  KeepFloor: fc.record({ speechId }),
  TimeOutSpeech: fc.record({ speechId }),
  ReportLinkLost: fc.record({ speechId }),
  ReportLinkReturned: fc.record({ speechId }),
  EndGrace: fc.record({ speechId }),
  StartSlides: fc.record({ siteId }),
  StopSlides: fc.record({ siteId }),
  PlanAgenda: fc.record({ items: fc.array(plan, { maxLength: 3 }) }),
  AddItem: fc.record({ item: plan, before }),
  ReviseItem: fc.record({ item: plan }),
  MoveItem: fc.record({ itemId, before }),
  CutItem: fc.record({ itemId }),
  RestoreItem: fc.record({ itemId }),
  StartItem: fc.record({ itemId, replaces: fc.constantFrom('$current', '$current', 'i1', null) }),
  FinishItem: fc.record({ itemId }),
  SendMessage: fc.record({ messageId: fc.constantFrom('$new', '$new', 'm1'), to, text: words }),
  OpenChannel: none,
  CloseChannel: none,
  PostMessage: fc.record({ postId: fc.constantFrom('$new', 'm1'), siteId: fc.option(siteId), text: words }),
  CallForHelp: fc.record({
    callId: fc.constantFrom('$new', 'h1'),
    siteId: helpSiteId,
    kind: fc.constantFrom<HelpKind>('picture', 'sound', 'other'),
    text: words,
  }),
  AcknowledgeHelp: fc.record({ callId: fc.constantFrom('$help', 'h1') }),
  CloseHelp: fc.record({ callId: fc.constantFrom('$help', 'h1'), note: words }),
  WithdrawHelp: fc.record({ siteId: helpSiteId }),
  ReportHeadcount: fc.record({ siteId, count: fc.nat(100) }),
  AddChecklistItems: fc.record({
    items: fc.array(
      keyId.map((id) => check(id)),
      { minLength: 1, maxLength: 2 },
    ),
  }),
  DropChecklistItem: fc.record({ checkId: keyId }),
  TickChecklistItem: fc.record({ checkId: keyId }),
  UntickChecklistItem: fc.record({ checkId: keyId }),
  AttachDocument: fc.record({ document }),
  ReviseDocument: fc.record({ document }),
  DetachDocument: fc.record({ documentId: keyId }),
};

/** What happens more often than the rest, so that runs get deep: asking, calling and speaking. */
const OFTEN: Partial<Record<ConferenceCommandType, number>> = {
  RequestFloor: 40,
  GrantFloor: 40,
  PutOnStandby: 12,
  ConfirmReady: 6,
  ReportLinkLost: 12,
  EndGrace: 8,
  KeepFloor: 4,
  TimeOutSpeech: 6,
  StartSlides: 8,
  OrderQueue: 4,
  ResumeConference: 6,
  ReopenConference: 8,
};

export const COMMAND_TYPES = Object.keys(FIELDS) as ConferenceCommandType[];

function commandOf(type: ConferenceCommandType): fc.Arbitrary<ConferenceCommand> {
  return (FIELDS[type] as fc.Arbitrary<object>).map((fields) => ({ type, ...fields }) as ConferenceCommand);
}

export const commandArbitrary: fc.Arbitrary<ConferenceCommand> = fc.oneof(
  ...COMMAND_TYPES.map((type) => ({ weight: OFTEN[type] ?? 1, arbitrary: commandOf(type) })),
);

/** Commands that build on each other; half the moves of a run are of one of these subjects, or of all. */
const SUBJECTS: readonly (readonly ConferenceCommandType[])[] = [
  COMMAND_TYPES,
  ['ScheduleConference', 'OpenConference', 'PauseConference', 'ResumeConference', 'CloseConference', 'ReopenConference', 'SetHall'],
  ['PlanAgenda', 'AddItem', 'ReviseItem', 'MoveItem', 'CutItem', 'RestoreItem', 'StartItem', 'FinishItem', 'DropSite'],
  [
    'SendMessage',
    'OpenChannel',
    'CloseChannel',
    'PostMessage',
    'CallForHelp',
    'AcknowledgeHelp',
    'CloseHelp',
    'WithdrawHelp',
    'ReportHeadcount',
  ],
  [
    'AddChecklistItems',
    'DropChecklistItem',
    'TickChecklistItem',
    'UntickChecklistItem',
    'AttachDocument',
    'ReviseDocument',
    'DetachDocument',
    'PlanAgenda',
  ],
];

/** Everybody, for tests that ask what each would be told. */
export const ACTORS: readonly Actor[] = [operator, conductor, ...accountIds.map(account), ...siteIds.map(room)];

/** `fitting`: made by somebody who may make it, where anybody may, as most moves are. */
const movesArbitrary = (subject: readonly ConferenceCommandType[]): fc.Arbitrary<(Move & { readonly fitting: boolean })[]> =>
  fc.array(moveArbitrary(fc.oneof(commandArbitrary, fc.oneof(...subject.map(commandOf)))), { minLength: 1, maxLength: 80, size: 'max' });

const moveArbitrary = (command: fc.Arbitrary<ConferenceCommand>): fc.Arbitrary<Move & { readonly fitting: boolean }> =>
  fc.record({
    command,
    by: fc.constantFrom(...ACTORS),
    fitting: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
    afterMs: fc.constantFrom(0, 1, 500, 16_000, 400_000, -1_000),
  });

/** How a run begins: with nothing, with a draft, or (mostly) with a live conference. */
const beginnings: fc.Arbitrary<readonly ConferenceEvent[]> = fc.oneof(
  { weight: 1, arbitrary: fc.constant([]) },
  { weight: 3, arbitrary: fc.constant(prepared) },
  { weight: 9, arbitrary: fc.constant(live) },
);

/** What happened at one move. */
export interface Happened {
  readonly move: Move;
  readonly before: ConferenceState | null;
  readonly decision: Decision<ConferenceEvent>;
  readonly after: ConferenceState | null;
}

export interface Run {
  readonly beginning: readonly ConferenceEvent[];
  readonly steps: readonly Happened[];
  /** The whole journal, beginning included. */
  readonly events: readonly ConferenceEvent[];
  readonly end: ConferenceState | null;
}

/** A conference as it may go, every move decided and folded as the server does. */
export const runArbitrary: fc.Arbitrary<Run> = fc
  .record({ beginning: beginnings, moves: fc.oneof(...SUBJECTS.map(movesArbitrary)) })
  .map(({ beginning, moves }) => played(beginning, moves));

function played(beginning: readonly ConferenceEvent[], moves: readonly (Move & { readonly fitting: boolean })[]): Run {
  const steps: Happened[] = [];
  let state = fold(beginning);
  let atMs = T0_MS;
  for (const [place, { command, by, fitting, afterMs }] of moves.entries()) {
    atMs += afterMs;
    const before = state;
    const move: Move = { command: filledIn(command, before, `n${place}`), by, afterMs };
    const made = fitting ? { ...move, by: somebodyWhoMay(move, before, atMs) } : move;
    const decision = decide({ command: made.command, by: made.by, atMs, commandId: `m${place}` }, before);
    state = decision.ok ? fold(decision.events, before) : before;
    steps.push({ move: made, before, decision, after: state });
  }
  const events = [...beginning, ...steps.flatMap(({ decision }) => (decision.ok ? decision.events : []))];
  return { beginning, steps, events, end: state };
}

function somebodyWhoMay({ command, by }: Move, state: ConferenceState | null, atMs: number): Actor {
  const may = ACTORS.find((actor) => decide({ command, by: actor, atMs, commandId: 'try' }, state).ok);
  return may ?? by;
}

/** Replaces what begins with `$` by what the state has, or by an id that is nothing there. */
export function filledIn(command: ConferenceCommand, state: ConferenceState | null, fresh: string): ConferenceCommand {
  const there: Readonly<Record<string, unknown>> = {
    $new: fresh,
    $head: state?.queue[0] ?? 'gone',
    $standby: state?.standby?.requestId ?? 'gone',
    $speaking: state?.speech?.requestId ?? 'gone',
    $speech: state?.speech?.speechId ?? 'gone',
    $help: Object.values(state?.helpCalls ?? {})[0]?.callId ?? 'gone',
    $item: state?.currentItemId ?? 'gone',
    $current: state?.currentItemId ?? null,
    $nextItem: state?.agenda.at(-1) ?? 'gone',
  };
  const fields = Object.entries(command).map(([name, value]) => [name, filledInField(value, state, there)]);
  return Object.fromEntries(fields) as ConferenceCommand;
}

function filledInField(value: unknown, state: ConferenceState | null, there: Readonly<Record<string, unknown>>): unknown {
  if (Array.isArray(value) && value[0] === '$queue') return state?.queue ?? [];
  if (Array.isArray(value) && value[0] === '$reversed') return state?.queue.toReversed() ?? [];
  return typeof value === 'string' && Object.hasOwn(there, value) ? there[value] : value;
}
