import { Type, type Static, type TSchema } from 'typebox';
import { idSchema as id, textSchema as text } from '../kernel/schemas.ts';
import { AGENDA_ITEMS_MAX, agendaItemSchema, durationMs, kindSchema, roleSchema, settingsSchema, TITLE_MAX_CHARS } from '../plan/shapes.ts';

/**
 * Commands of a conference as they arrive on the live socket and at `POST …/commands`. The schemas
 * are the shapes; what they mean and who may give them is in `decide/`.
 */
/** Long enough for a sentence, short enough for a lower third and a row of the queue. */
const SUBJECT_MAX_CHARS = 200;
const REASON_MAX_CHARS = 500;
const timeMs = () => Type.Integer({ minimum: 0 });

/** A country with provinces, districts, communes and hamlets has four levels; a health network six. */
const LEVEL_MAX = 32;
/** The largest hall seats a few thousand; a mistyped number is caught. */
export const HEADCOUNT_MAX = 100_000;
/** The standard list has about twenty items; ten times that is a mistake. */
export const CHECKLIST_MAX = 200;
const closed = { additionalProperties: false };
const siteSchema = Type.Object(
  {
    siteId: id(),
    name: text(200, 1),
    unitId: id(),
    unitName: text(300),
    level: Type.Integer({ minimum: 0, maximum: LEVEL_MAX }),
    /** The unit and those above it up to the top; only the unit itself where it is not given. */
    unitPath: Type.Optional(Type.Array(id(), { maxItems: LEVEL_MAX + 1 })),
    /** Their names, in the same order; units without a room of their own are called by them. */
    unitNames: Type.Optional(Type.Array(text(300), { maxItems: LEVEL_MAX + 1 })),
    /** How many people are expected in the room, where it is known. */
    expectedCount: Type.Optional(Type.Union([Type.Integer({ minimum: 0, maximum: HEADCOUNT_MAX }), Type.Null()])),
  },
  closed,
);

function command<T extends string, P extends Record<string, TSchema>>(type: T, properties: P) {
  return Type.Object({ type: Type.Literal(type), ...properties }, closed);
}

const headcount = () => Type.Integer({ minimum: 0, maximum: HEADCOUNT_MAX });
/** A message is read at a glance; what is longer is a document. */
const MESSAGE_MAX_CHARS = 1_000;
/** A minute of typing in a room where something is broken. */
const HELP_MAX_CHARS = 300;
/** Three months: earlier than that nobody prepares a briefing. */
const DUE_BEFORE_MAX_MS = 92 * 86_400_000;
/** 200 MB: a long scan; films are not documents. */
const DOCUMENT_MAX_BYTES = 200_000_000;

const addresseeSchema = Type.Union([
  Type.Object({ kind: Type.Literal('site'), siteId: id() }, closed),
  Type.Object({ kind: Type.Literal('branch'), unitId: id() }, closed),
  Type.Object({ kind: Type.Literal('all') }, closed),
]);
const plannedCheckSchema = Type.Object(
  {
    checkId: id(),
    code: Type.Union([id(), Type.Null()]),
    text: text(SUBJECT_MAX_CHARS),
    dueBeforeMs: Type.Integer({ minimum: 0, maximum: DUE_BEFORE_MAX_MS }),
    origin: Type.Union([Type.Literal('standard'), Type.Literal('own'), Type.Literal('carried')]),
  },
  closed,
);
const documentSchema = Type.Object(
  {
    documentId: id(),
    title: text(TITLE_MAX_CHARS, 1),
    sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    /** `type/subtype` (RFC 6838 §4.2); which ones are taken in is the server's to say. */
    mediaType: Type.String({ maxLength: 127, pattern: '^[a-z0-9]+/[a-z0-9.+-]+$' }),
    bytes: Type.Integer({ minimum: 0, maximum: DOCUMENT_MAX_BYTES }),
    visibleTo: Type.Union([Type.Literal('console'), Type.Literal('sites'), Type.Literal('all')]),
    itemId: Type.Union([id(), Type.Null()]),
  },
  closed,
);

export const conferenceCommandSchema = Type.Union([
  command('CreateConference', {
    conferenceId: id(),
    title: text(TITLE_MAX_CHARS, 1),
    kind: kindSchema,
    rehearsal: Type.Boolean(),
    rehearsalOf: Type.Optional(Type.Union([id(), Type.Null()])),
    settings: settingsSchema,
  }),
  command('ReviseConference', { title: text(TITLE_MAX_CHARS, 1), kind: Type.Optional(kindSchema), settings: settingsSchema }),
  command('AdmitSites', { sites: Type.Array(siteSchema, { minItems: 1, maxItems: 50_000 }) }),
  /** The rooms named are brought to what the register and the tree say now. */
  command('RefreshSites', { sites: Type.Array(siteSchema, { minItems: 1, maxItems: 50_000 }) }),
  command('DropSite', { siteId: id() }),
  /** `expectedCount` null: not known any more. Rooms that are not named keep theirs. */
  command('ExpectHeadcounts', {
    rooms: Type.Array(Type.Object({ siteId: id(), expectedCount: Type.Union([headcount(), Type.Null()]) }, closed), {
      minItems: 1,
      maxItems: 50_000,
    }),
  }),
  command('SetHall', { siteId: id() }),
  command('AppointOfficer', { accountId: id(), roles: Type.Array(roleSchema, { minItems: 1, maxItems: 3 }) }),
  command('DismissOfficer', { accountId: id() }),
  command('HandOverChair', { to: id() }),
  command('ReclaimChair', {}),
  command('ScheduleConference', { startsAtMs: timeMs() }),
  command('OpenConference', {}),
  command('PauseConference', {}),
  command('ResumeConference', {}),
  command('CloseConference', {}),
  command('CancelConference', { reason: text(REASON_MAX_CHARS) }),
  command('ReopenConference', { reason: text(REASON_MAX_CHARS) }),
  command('RequestFloor', {
    requestId: id(),
    siteId: id(),
    kind: Type.Union([Type.Literal('speech'), Type.Literal('point-of-order')]),
    subject: text(SUBJECT_MAX_CHARS),
  }),
  command('WithdrawRequest', { requestId: id() }),
  command('DeclineRequest', { requestId: id(), reason: text(REASON_MAX_CHARS) }),
  command('OrderQueue', { requestIds: Type.Array(id(), { maxItems: 50_000 }) }),
  command('PutOnStandby', { requestId: id() }),
  command('CancelStandby', { requestId: id() }),
  command('ConfirmReady', { requestId: id(), camera: Type.Boolean(), microphone: Type.Boolean() }),
  command('GrantFloor', {
    requestId: id(),
    /** Id of the speech that begins, chosen by the sender. */
    speechId: id(),
    /** The speech the sender saw, null for none; another one by now means somebody was faster. */
    replaces: Type.Union([id(), Type.Null()]),
    allottedMs: Type.Optional(durationMs()),
    /** Also put the next in the queue on standby, in the same append. */
    thenStandby: Type.Boolean(),
  }),
  command('YieldFloor', { speechId: id() }),
  command('RevokeFloor', { speechId: id(), reason: text(REASON_MAX_CHARS) }),
  command('ExtendSpeech', { speechId: id(), byMs: durationMs() }),
  command('KeepFloor', { speechId: id() }),
  command('TimeOutSpeech', { speechId: id() }),
  command('ReportLinkLost', { speechId: id() }),
  command('ReportLinkReturned', { speechId: id() }),
  command('EndGrace', { speechId: id() }),
  command('StartSlides', { siteId: id() }),
  command('StopSlides', { siteId: id() }),
  command('PlanAgenda', { items: Type.Array(agendaItemSchema, { maxItems: AGENDA_ITEMS_MAX }) }),
  /** `before`: the item it goes before; null: to the end. */
  command('AddItem', { item: agendaItemSchema, before: Type.Union([id(), Type.Null()]) }),
  command('ReviseItem', { item: agendaItemSchema }),
  command('MoveItem', { itemId: id(), before: Type.Union([id(), Type.Null()]) }),
  command('CutItem', { itemId: id() }),
  command('RestoreItem', { itemId: id() }),
  /** `replaces`: the current item the sender saw, null for none. */
  command('StartItem', { itemId: id(), replaces: Type.Union([id(), Type.Null()]) }),
  command('FinishItem', { itemId: id() }),
  command('SendMessage', { messageId: id(), to: addresseeSchema, text: text(MESSAGE_MAX_CHARS) }),
  command('OpenChannel', {}),
  command('CloseChannel', {}),
  /** `siteId` null: the bureau speaks. */
  command('PostMessage', { postId: id(), siteId: Type.Union([id(), Type.Null()]), text: text(MESSAGE_MAX_CHARS) }),
  command('CallForHelp', {
    callId: id(),
    siteId: id(),
    kind: Type.Union([Type.Literal('picture'), Type.Literal('sound'), Type.Literal('network'), Type.Literal('other')]),
    text: text(HELP_MAX_CHARS),
  }),
  command('AcknowledgeHelp', { callId: id() }),
  command('CloseHelp', { callId: id(), note: text(REASON_MAX_CHARS) }),
  command('WithdrawHelp', { siteId: id() }),
  command('ReportHeadcount', { siteId: id(), count: headcount() }),
  command('AddChecklistItems', { items: Type.Array(plannedCheckSchema, { minItems: 1, maxItems: CHECKLIST_MAX }) }),
  command('DropChecklistItem', { checkId: id() }),
  command('TickChecklistItem', { checkId: id() }),
  command('UntickChecklistItem', { checkId: id() }),
  command('AttachDocument', { document: documentSchema }),
  command('ReviseDocument', { document: documentSchema }),
  command('DetachDocument', { documentId: id() }),
]);

export type ConferenceCommand = Static<typeof conferenceCommandSchema>;
/** A room as it is admitted. */
export type NewSite = Static<typeof siteSchema>;
export type ConferenceCommandType = ConferenceCommand['type'];
/** One command by its type. */
export type CommandOf<T extends ConferenceCommandType> = Extract<ConferenceCommand, { type: T }>;
