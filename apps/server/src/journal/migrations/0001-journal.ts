/** Streams, events and the commands that made them. The chain's arithmetic is explained in hash-chain.ts. */
import type { Migration } from './migration.ts';

const extensions = `
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS ltree;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pgcrypto;
`;

// Collation "C": names are compared byte by byte everywhere, and prefixes use the index.
const tables = `
CREATE TABLE streams (
  stream text COLLATE "C" PRIMARY KEY CHECK (length(stream) BETWEEN 1 AND 200),
  version integer NOT NULL,
  hash bytea NOT NULL
) WITH (fillfactor = 50);

CREATE TABLE commands (
  command_id text COLLATE "C" PRIMARY KEY CHECK (length(command_id) BETWEEN 1 AND 200),
  stream text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  at_ms bigint NOT NULL
);

CREATE TABLE events (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  stream text COLLATE "C" NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  type text COLLATE "C" NOT NULL,
  schema_version integer NOT NULL,
  at_ms bigint NOT NULL,
  by jsonb NOT NULL,
  data jsonb,
  salt bytea,
  data_hash bytea NOT NULL,
  prev_hash bytea NOT NULL,
  hash bytea NOT NULL,
  command_id text COLLATE "C" NOT NULL REFERENCES commands DEFERRABLE INITIALLY IMMEDIATE,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  UNIQUE (stream, version),
  CHECK ((data IS NULL) = (salt IS NULL))
);
CREATE INDEX events_by_commit ON events (xid, seq);
CREATE INDEX events_by_command ON events (command_id);
COMMENT ON COLUMN events.data IS 'SQL NULL: erased; data_hash stays';
COMMENT ON COLUMN events.xid IS 'the transaction that wrote the row in this cluster; not part of the chain, renewed by a restore';
`;

// The lock comes before anything that takes a transaction id, so within a stream ids grow with versions
// and readAll, which orders by id, shows no stream out of order. One lock per append: no deadlock.
const append = `
CREATE FUNCTION journal_append(
  p_stream text, p_expected integer, p_command_id text, p_at_ms bigint, p_by jsonb,
  p_types text[], p_schema_versions integer[], p_data jsonb[], p_salts bytea[], p_data_hashes bytea[], p_body_hashes bytea[]
) RETURNS TABLE (outcome text, answer_stream text, answer_version integer, seqs bigint[])
LANGUAGE plpgsql AS $$
DECLARE
  head_version integer;
  head_hash bytea;
  next_hash bytea;
  new_seq bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('journal:' || p_stream, 0));
  SELECT 'repeated', c.stream, c.version INTO outcome, answer_stream, answer_version FROM commands c WHERE c.command_id = p_command_id;
  IF FOUND THEN RETURN NEXT; RETURN; END IF;

  SELECT s.version, s.hash INTO head_version, head_hash FROM streams s WHERE s.stream = p_stream;
  IF coalesce(head_version, 0) <> p_expected THEN outcome := 'conflict'; RETURN NEXT; RETURN; END IF;
  head_hash := coalesce(head_hash, decode(repeat('00', 32), 'hex'));

  INSERT INTO commands VALUES (p_command_id, p_stream, p_expected + cardinality(p_types), p_at_ms) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    SELECT 'repeated', c.stream, c.version INTO outcome, answer_stream, answer_version FROM commands c WHERE c.command_id = p_command_id;
    RETURN NEXT; RETURN;
  END IF;

  seqs := '{}';
  FOR i IN 1 .. cardinality(p_types) LOOP
    next_hash := sha256(head_hash || p_body_hashes[i]);
    INSERT INTO events (stream, version, type, schema_version, at_ms, by, data, salt, data_hash, prev_hash, hash, command_id)
      VALUES (p_stream, p_expected + i, p_types[i], p_schema_versions[i], p_at_ms, p_by, p_data[i], p_salts[i], p_data_hashes[i], head_hash, next_hash, p_command_id)
      RETURNING events.seq INTO new_seq;
    seqs := seqs || new_seq;
    head_hash := next_hash;
  END LOOP;
  INSERT INTO streams AS s VALUES (p_stream, p_expected + cardinality(p_types), head_hash)
    ON CONFLICT (stream) DO UPDATE SET version = excluded.version, hash = excluded.hash;
  PERFORM pg_notify('journal', p_stream);
  outcome := 'appended'; answer_stream := p_stream; answer_version := p_expected + cardinality(p_types);
  RETURN NEXT;
END $$;
`;

const guards = `
CREATE FUNCTION events_are_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.data IS NULL AND NEW.salt IS NULL
     AND to_jsonb(NEW) - 'data' - 'salt' = to_jsonb(OLD) - 'data' - 'salt' THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'events are final: % refused', TG_OP;
END $$;
CREATE TRIGGER events_are_final BEFORE UPDATE OR DELETE ON events FOR EACH ROW EXECUTE FUNCTION events_are_final();
CREATE TRIGGER events_stay BEFORE TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION events_are_final();
`;

export const journalMigration: Migration = { number: 1, name: 'journal', sql: extensions + tables + append + guards };
