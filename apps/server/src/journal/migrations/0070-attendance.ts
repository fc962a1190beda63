/** The invitation list with how its people stand, and the append-only facts that made it so. */
import type { Migration } from './migration.ts';

const tables = `
CREATE TABLE phone_page (
  conference_id text COLLATE "C" PRIMARY KEY,
  code text COLLATE "C" NOT NULL UNIQUE CHECK (code ~ '^[A-HJ-NP-Z2-9]{8}$'),
  public boolean NOT NULL DEFAULT false
);

CREATE TABLE invited_person (
  person_id text COLLATE "C" PRIMARY KEY,
  conference_id text COLLATE "C" NOT NULL,
  site_id text COLLATE "C" NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  folded text NOT NULL,
  post text NOT NULL,
  unit_name text NOT NULL,
  origin text NOT NULL CHECK (origin IN ('list', 'walk-in', 'substitute')),
  substitute_for text COLLATE "C" REFERENCES invited_person,
  -- Printed in the QR of the invitation; another number makes the slip worthless.
  issue integer NOT NULL DEFAULT 1,
  mark text NOT NULL DEFAULT 'unmarked' CHECK (mark IN ('unmarked', 'in-person', 'online', 'absent')),
  present_site_id text COLLATE "C",
  since_ms bigint,
  late boolean NOT NULL DEFAULT false,
  gone boolean NOT NULL DEFAULT false,
  reason text CHECK (reason IN ('duty', 'health', 'leave', 'substituted', 'other')),
  phone_id text COLLATE "C",
  CHECK ((mark IN ('in-person', 'online')) = (present_site_id IS NOT NULL))
) WITH (fillfactor = 75);
CREATE INDEX invited_person_by_site ON invited_person (conference_id, site_id);
CREATE UNIQUE INDEX invited_person_by_code ON invited_person (conference_id, code) WHERE code <> '';
CREATE UNIQUE INDEX invited_person_substitutes ON invited_person (substitute_for) WHERE substitute_for IS NOT NULL;
COMMENT ON TABLE invited_person IS 'personal data: names and posts of delegates; facts and events know them by person_id only';

CREATE TABLE attendance_fact (
  person_id text COLLATE "C" NOT NULL,
  -- Made by whoever asks; repeating it writes nothing.
  fact_id text COLLATE "C" NOT NULL,
  conference_id text COLLATE "C" NOT NULL,
  at_ms bigint NOT NULL,
  fact jsonb NOT NULL,
  -- The event that holds the Merkle root of its batch, and its place in it.
  stream text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  place integer NOT NULL,
  PRIMARY KEY (person_id, fact_id),
  UNIQUE (stream, version, place)
);
CREATE INDEX attendance_fact_by_conference ON attendance_fact (conference_id);
COMMENT ON TABLE attendance_fact IS 'append-only; who was marked how, by ids; no names, no opinions';
`;

const guards = `
CREATE FUNCTION attendance_facts_are_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'facts of attendance are final: % refused', TG_OP;
END $$;
CREATE TRIGGER attendance_facts_are_final BEFORE UPDATE OR DELETE ON attendance_fact FOR EACH ROW EXECUTE FUNCTION attendance_facts_are_final();
CREATE TRIGGER attendance_facts_stay BEFORE TRUNCATE ON attendance_fact FOR EACH STATEMENT EXECUTE FUNCTION attendance_facts_are_final();
`;

export const attendanceMigration: Migration = { number: 70, name: 'attendance', sql: tables + guards };
