import { Type, type Static, type TSchema } from 'typebox';
import { daySchema, idSchema as id, textSchema as text } from '../kernel/schemas.ts';
import { AGENDA_ITEMS_MAX, agendaItemSchema, kindSchema, roleSchema, settingsSchema, TITLE_MAX_CHARS } from '../plan/shapes.ts';

/** The whole tree of a province is a few thousand units; who invites more invites their branches. */
const INVITATIONS_MAX = 5_000;
/** Chair, deputies and secretaries of the largest conference, and room to spare. */
const OFFICERS_MAX = 50;
/** A month: what takes longer to prepare is a rhythm of its own. */
const LEAD_MAX_DAYS = 30;
const closed = { additionalProperties: false };

const templateSchema = Type.Object(
  {
    settings: settingsSchema,
    agenda: Type.Array(agendaItemSchema, { maxItems: AGENDA_ITEMS_MAX }),
    officers: Type.Array(Type.Object({ accountId: id(), roles: Type.Array(roleSchema, { minItems: 1, maxItems: 3 }) }, closed), {
      maxItems: OFFICERS_MAX,
    }),
    /** `withBranch`: the unit and everything under it. */
    invited: Type.Array(Type.Object({ unitId: id(), withBranch: Type.Boolean() }, closed), { maxItems: INVITATIONS_MAX }),
    hallSiteId: Type.Union([id(), Type.Null()]),
    /** Working days between the day the report is due and the conference: time to read the reports. */
    leadWorkingDays: Type.Integer({ minimum: 0, maximum: LEAD_MAX_DAYS }),
  },
  closed,
);
const rhythmSchema = Type.Union([Type.Literal('quarterly'), Type.Literal('monthly'), Type.Literal('none')]);

function command<T extends string, P extends Record<string, TSchema>>(type: T, properties: P) {
  return Type.Object({ type: Type.Literal(type), ...properties }, closed);
}

/** Commands of a series, as they arrive at `POST /api/v1/series/:seriesId/commands`. */
export const seriesCommandSchema = Type.Union([
  command('CreateSeries', {
    seriesId: id(),
    unitId: id(),
    title: text(TITLE_MAX_CHARS, 1),
    kind: kindSchema,
    rhythm: rhythmSchema,
    template: templateSchema,
  }),
  command('ReviseSeries', { title: text(TITLE_MAX_CHARS, 1), kind: kindSchema, rhythm: rhythmSchema }),
  command('SetTemplate', { template: templateSchema }),
  command('AddConference', { conferenceId: id(), startsOn: daySchema() }),
  command('EndSeries', {}),
]);

export type SeriesTemplate = Static<typeof templateSchema>;
export type Rhythm = Static<typeof rhythmSchema>;
export type SeriesCommand = Static<typeof seriesCommandSchema>;
export type SeriesCommandType = SeriesCommand['type'];
export type SeriesCommandOf<T extends SeriesCommandType> = Extract<SeriesCommand, { type: T }>;
