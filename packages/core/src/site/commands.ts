import { Type, type Static, type TSchema } from 'typebox';
import { idSchema, textSchema } from '../kernel/schemas.ts';

/** The whole country at once, and room to spare. */
const SITES_MAX = 50_000;
/** A room with shifts has a handful of officers. */
export const SITE_OFFICERS_MAX = 20;
/** The largest hall in the country seats a few thousand; a mistyped number is caught. */
export const SITE_CAPACITY_MAX = 100_000;

const fields = {
  siteId: idSchema(),
  code: textSchema(100),
  name: textSchema(200, 1),
  kind: textSchema(100),
  room: textSchema(200),
  address: textSchema(500),
  capacity: Type.Integer({ minimum: 0, maximum: SITE_CAPACITY_MAX }),
};
const closed = { additionalProperties: false };
const siteSchema = Type.Object({ ...fields, unitId: idSchema() }, closed);
const contactIds = () => Type.Array(idSchema(), { maxItems: SITE_OFFICERS_MAX });

function command<T extends string, P extends Record<string, TSchema>>(type: T, properties: P) {
  return Type.Object({ type: Type.Literal(type), ...properties }, closed);
}

/** Commands of the register of sites, as they arrive at `POST /api/v1/sites/commands` and from an import. */
export const siteCommandSchema = Type.Union([
  command('RegisterSites', { sites: Type.Array(siteSchema, { minItems: 1, maxItems: SITES_MAX }) }),
  /** What a list says sites are: registers, revises, moves and restores; posts the officers it names. */
  command('ImportSites', {
    sites: Type.Array(siteSchema, { maxItems: SITES_MAX }),
    postings: Type.Array(Type.Object({ siteId: idSchema(), contactIds: contactIds() }, closed), { maxItems: SITES_MAX }),
  }),
  command('ReviseSite', fields),
  command('MoveSite', { siteId: idSchema(), unitId: idSchema() }),
  command('RetireSite', { siteId: idSchema(), reason: textSchema(500) }),
  command('RestoreSite', { siteId: idSchema() }),
  command('PostOfficer', { siteId: idSchema(), contactId: idSchema() }),
  command('RelieveOfficer', { siteId: idSchema(), contactId: idSchema() }),
]);

export type SiteCommand = Static<typeof siteCommandSchema>;
export type SiteCommandType = SiteCommand['type'];
export type SiteCommandOf<T extends SiteCommandType> = Extract<SiteCommand, { type: T }>;
