import { Type, type Static } from 'typebox';
import { daySchema, textSchema } from '../kernel/schemas.ts';

const closed = { additionalProperties: false };
/** A name that fits a cell of a calendar. */
const NAME_MAX_CHARS = 100;
const DOCUMENT_MAX_CHARS = 200;
const REASON_MAX_CHARS = 500;
/** Two months of days off: no country has as many. */
const DAYS_MAX = 60;
/** The year in which the Labour Code began to count public holidays as today, and one nobody plans for. */
const yearSchema = () => Type.Integer({ minimum: 2021, maximum: 2999 });

/** Commands about working days, as they arrive at `POST /api/v1/working-calendar/commands`. */
export const calendarCommandSchema = Type.Union([
  Type.Object(
    {
      type: Type.Literal('AnnounceYear'),
      year: yearSchema(),
      daysOff: Type.Array(Type.Object({ day: daySchema(), name: textSchema(NAME_MAX_CHARS) }, closed), { maxItems: DAYS_MAX }),
      workedDays: Type.Array(daySchema(), { maxItems: DAYS_MAX }),
      document: textSchema(DOCUMENT_MAX_CHARS),
    },
    closed,
  ),
  Type.Object({ type: Type.Literal('WithdrawYear'), year: yearSchema(), reason: textSchema(REASON_MAX_CHARS) }, closed),
]);

export type CalendarCommand = Static<typeof calendarCommandSchema>;
export type CalendarCommandType = CalendarCommand['type'];
export type CalendarCommandOf<T extends CalendarCommandType> = Extract<CalendarCommand, { type: T }>;
