import { Type, type Static, type TSchema } from 'typebox';
import { ID_MAX_CHARS, ID_PATTERN } from '../kernel/ids.ts';

/**
 * Commands of a conference as they arrive on the live socket and at `POST …/commands`. The schemas
 * are the shapes; what they mean and who may give them is in `decide/`.
 */
const id = () => Type.String({ minLength: 1, maxLength: ID_MAX_CHARS, pattern: ID_PATTERN });
/**
 * Neither NUL, which PostgreSQL cannot keep in text, nor half of a surrogate pair, which canonical
 * JSON cannot say (RFC 8785 §3.2.2.2).
 */
const text = (maxLength: number, minLength = 0) => Type.String({ minLength, maxLength, pattern: '^[^\\u0000\\p{Cs}]*$' });
/** Long enough for a sentence, short enough for a lower third and a row of the queue. */
const SUBJECT_MAX_CHARS = 200;
const REASON_MAX_CHARS = 500;
/** The official name of a conference, spelled out. */
const TITLE_MAX_CHARS = 300;
/** A day: nobody speaks longer, and a mistyped unit is caught. */
const DURATION_MAX_MS = 86_400_000;
const durationMs = () => Type.Integer({ minimum: 1_000, maximum: DURATION_MAX_MS });
const timeMs = () => Type.Integer({ minimum: 0 });

const kindSchema = Type.Union([Type.Literal('briefing'), Type.Literal('study'), Type.Literal('other')]);
const roleSchema = Type.Union([Type.Literal('chair'), Type.Literal('deputy'), Type.Literal('secretary')]);
const settingsSchema = Type.Object(
  {
    speechMs: durationMs(),
    graceMs: durationMs(),
    overrunMs: Type.Union([Type.Integer({ minimum: 0, maximum: DURATION_MAX_MS }), Type.Null()]),
  },
  { additionalProperties: false },
);
const siteSchema = Type.Object(
  {
    siteId: id(),
    name: text(200, 1),
    unitId: id(),
    unitName: text(300),
    level: Type.Integer({ minimum: 0, maximum: 32 }),
  },
  { additionalProperties: false },
);

function command<T extends string, P extends Record<string, TSchema>>(type: T, properties: P) {
  return Type.Object({ type: Type.Literal(type), ...properties }, { additionalProperties: false });
}

export const conferenceCommandSchema = Type.Union([
  command('CreateConference', {
    conferenceId: id(),
    title: text(TITLE_MAX_CHARS, 1),
    kind: kindSchema,
    rehearsal: Type.Boolean(),
    settings: settingsSchema,
  }),
  command('ReviseConference', { title: text(TITLE_MAX_CHARS, 1), settings: settingsSchema }),
  command('AdmitSites', { sites: Type.Array(siteSchema, { minItems: 1, maxItems: 50_000 }) }),
  command('DropSite', { siteId: id() }),
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
]);

export type ConferenceCommand = Static<typeof conferenceCommandSchema>;
export type ConferenceCommandType = ConferenceCommand['type'];
/** One command by its type. */
export type CommandOf<T extends ConferenceCommandType> = Extract<ConferenceCommand, { type: T }>;
