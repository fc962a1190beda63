/** The organisation, its people, and what is projected from the streams `tree` and `sites` for SQL to ask. */
import type { Migration } from './migration.ts';

const facts = `
CREATE TABLE organisation (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  name text NOT NULL,
  time_zone text NOT NULL,
  language text NOT NULL CHECK (language IN ('vi', 'en'))
);

CREATE TABLE contact (
  contact_id text COLLATE "C" PRIMARY KEY,
  code text NOT NULL,
  name text NOT NULL,
  folded text NOT NULL,
  post text NOT NULL,
  phone text NOT NULL,
  email text NOT NULL,
  unit_id text COLLATE "C" NOT NULL,
  role text CHECK (role <> ''),
  changed_at_ms bigint NOT NULL
);
CREATE UNIQUE INDEX contact_by_code ON contact (code) WHERE code <> '';
CREATE INDEX contact_by_unit ON contact (unit_id);
CREATE INDEX contact_search ON contact USING gin (folded gin_trgm_ops);
COMMENT ON TABLE contact IS 'personal data: changed and erased here, never in events, which hold contact_id only';

CREATE TABLE import_record (
  import_id text COLLATE "C" PRIMARY KEY,
  at_ms bigint NOT NULL,
  report jsonb NOT NULL
);
COMMENT ON TABLE import_record IS 'answers of finished imports, counts only; repeating an import id returns its first answer';
`;

// ICU is in every PostgreSQL of ours; where another was built without it, names sort by code point.
const collation = `
DO $$ BEGIN
  CREATE COLLATION vietnamese (provider = icu, locale = 'vi');
EXCEPTION WHEN OTHERS THEN
  CREATE COLLATION vietnamese FROM "C";
END $$;
`;

const projections = `
CREATE TABLE unit_version (
  unit_id text COLLATE "C" NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  folded text NOT NULL,
  kind text NOT NULL,
  parent_id text COLLATE "C",
  document text NOT NULL,
  valid daterange NOT NULL CHECK (NOT isempty(valid)),
  recorded tstzrange NOT NULL CHECK (NOT isempty(recorded)),
  EXCLUDE USING gist (unit_id WITH =, valid WITH &&, recorded WITH &&)
);
CREATE INDEX unit_version_by_parent ON unit_version (parent_id);
CREATE INDEX unit_version_search ON unit_version USING gin (folded gin_trgm_ops);
COMMENT ON COLUMN unit_version.valid IS 'days on which it held; recorded: from when until when we believed so';
COMMENT ON COLUMN unit_version.folded IS 'the name without diacritics, as foldVietnamese in packages/core makes it';

CREATE TABLE site (
  site_id text COLLATE "C" PRIMARY KEY,
  code text NOT NULL,
  unit_id text COLLATE "C" NOT NULL,
  name text NOT NULL,
  folded text NOT NULL,
  kind text NOT NULL,
  room text NOT NULL,
  address text NOT NULL,
  capacity integer NOT NULL,
  active boolean NOT NULL,
  officers text[] NOT NULL
);
CREATE INDEX site_by_unit ON site (unit_id);
CREATE INDEX site_search ON site USING gin (folded gin_trgm_ops);

CREATE TABLE projection_cursor (name text PRIMARY KEY, seq bigint NOT NULL);
`;

// A unit's path is not kept: one move would rewrite every row below it, on both time axes.
const asOf = `
CREATE FUNCTION units_at(on_day date, known_at timestamptz DEFAULT 'infinity') RETURNS SETOF unit_version LANGUAGE sql STABLE AS
$$ SELECT * FROM unit_version WHERE valid @> on_day AND recorded @> known_at $$;

CREATE FUNCTION units_under(root_id text, on_day date, known_at timestamptz DEFAULT 'infinity') RETURNS SETOF text LANGUAGE sql STABLE AS $$
  WITH RECURSIVE here AS MATERIALIZED (SELECT unit_id, parent_id FROM units_at(on_day, known_at)),
  under AS (
    SELECT unit_id FROM here WHERE unit_id = root_id
    UNION SELECT here.unit_id FROM here JOIN under ON here.parent_id = under.unit_id
  ) SELECT unit_id FROM under
$$;
`;

export const organisationMigration: Migration = { number: 20, name: 'organisation', sql: facts + collation + projections + asOf };
