import { Type } from 'typebox';
import { idSchema as id, textSchema as text } from '../kernel/schemas.ts';

/** Shapes of what is planned about a conference, shared by the conference itself and by the series it comes from. */

/** The official name of a conference, an agenda item or a document, spelled out. */
export const TITLE_MAX_CHARS = 300;
/** Half a page: what the secretary wants to remember about an item. */
const NOTES_MAX_CHARS = 2_000;
/** A day: nobody speaks longer, and a mistyped unit is caught. */
const DURATION_MAX_MS = 86_400_000;
/** A full day has about thirty items; six times that is a mistake or an attack. */
export const AGENDA_ITEMS_MAX = 200;

export const durationMs = () => Type.Integer({ minimum: 1_000, maximum: DURATION_MAX_MS });
const orNull = <T extends ReturnType<typeof durationMs> | ReturnType<typeof id>>(schema: T) => Type.Union([schema, Type.Null()]);
const closed = { additionalProperties: false };

export const kindSchema = Type.Union([Type.Literal('briefing'), Type.Literal('study'), Type.Literal('other')]);
export const roleSchema = Type.Union([
  Type.Literal('chair'),
  Type.Literal('deputy'),
  Type.Literal('secretary'),
  Type.Literal('technician'),
]);

export const settingsSchema = Type.Object(
  {
    speechMs: durationMs(),
    graceMs: durationMs(),
    overrunMs: Type.Union([Type.Integer({ minimum: 0, maximum: DURATION_MAX_MS }), Type.Null()]),
    policy: Type.Union([Type.Literal('first-come'), Type.Literal('least-spoken'), Type.Literal('agenda-order'), Type.Literal('round')]),
    unitMs: orNull(durationMs()),
  },
  closed,
);

/** `speechMs`: time of one speech in this item where it differs from the settings. */
export const agendaItemSchema = Type.Object(
  {
    itemId: id(),
    kind: Type.Union([
      Type.Literal('report'),
      Type.Literal('discussion'),
      Type.Literal('proposal-round'),
      Type.Literal('ballot'),
      Type.Literal('conclusion'),
      Type.Literal('break'),
    ]),
    title: text(TITLE_MAX_CHARS, 1),
    presenterUnitId: orNull(id()),
    presenterSiteId: orNull(id()),
    plannedMs: durationMs(),
    speechMs: orNull(durationMs()),
    notes: text(NOTES_MAX_CHARS),
  },
  closed,
);
