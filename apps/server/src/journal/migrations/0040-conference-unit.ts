/** Whose conference it is. */
import type { Migration } from './migration.ts';

const sql = `
CREATE TABLE conference_unit (
  conference_id text COLLATE "C" PRIMARY KEY,
  unit_id text COLLATE "C" NOT NULL
);
CREATE INDEX conference_unit_by_unit ON conference_unit (unit_id);
COMMENT ON TABLE conference_unit IS 'the unit a conference was created for; those of the operator belong to none';
`;

export const conferenceUnitMigration: Migration = { number: 40, name: 'conference-unit', sql };
