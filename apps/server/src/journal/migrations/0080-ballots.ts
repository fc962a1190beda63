/** Ballots: the row that is locked at casting and closing, who is entitled, and what was cast. */
import type { Migration } from './migration.ts';

const tables = `
CREATE TABLE ballot (
  ballot_id text COLLATE "C" PRIMARY KEY,
  conference_id text COLLATE "C" NOT NULL,
  secrecy text NOT NULL CHECK (secrecy IN ('open', 'secret')),
  phase text NOT NULL CHECK (phase IN ('announced', 'open', 'closed', 'withdrawn', 'invalid')),
  opened_at_ms bigint,
  closes_at_ms bigint,
  -- Of a secret ballot; the private one is sealed, and gone when the ballot has ended.
  public_key bytea,
  private_key bytea,
  CHECK ((secrecy = 'secret') = (public_key IS NOT NULL))
);
CREATE INDEX ballot_by_conference ON ballot (conference_id);
COMMENT ON TABLE ballot IS 'no personal data';

-- Whoever was checked in when an open ballot opened.
CREATE TABLE ballot_entitled (
  ballot_id text COLLATE "C" NOT NULL REFERENCES ballot,
  person_id text COLLATE "C" NOT NULL,
  site_id text COLLATE "C" NOT NULL,
  PRIMARY KEY (ballot_id, person_id)
);
COMMENT ON TABLE ballot_entitled IS 'who might vote in an open ballot, by id';

-- That somebody got a credential of a secret ballot; not which.
CREATE TABLE ballot_credential (
  ballot_id text COLLATE "C" NOT NULL REFERENCES ballot,
  person_id text COLLATE "C" NOT NULL,
  -- SHA-256 of the blinded message: the same request may come again, another may not.
  blinded_hash bytea NOT NULL,
  PRIMARY KEY (ballot_id, person_id)
);
COMMENT ON TABLE ballot_credential IS 'who got a credential of a secret ballot, by id; what was cast with it is not known here';

CREATE TABLE ballot_vote (
  ballot_id text COLLATE "C" NOT NULL REFERENCES ballot,
  -- The person of an open ballot; of a secret one the hash of a credential nobody has seen before.
  voter_key text COLLATE "C" NOT NULL,
  choice text[] NOT NULL,
  -- The event that holds the Merkle root of its batch, and its place in it. No time: it would tell who.
  stream text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  place integer NOT NULL,
  PRIMARY KEY (ballot_id, voter_key),
  UNIQUE (stream, version, place)
);
COMMENT ON TABLE ballot_vote IS 'append-only; of an open ballot who chose what, announced as such; of a secret one no person';
`;

const guards = `
CREATE FUNCTION ballot_votes_are_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'votes are final: % refused', TG_OP;
END $$;
CREATE TRIGGER ballot_votes_are_final BEFORE UPDATE OR DELETE ON ballot_vote FOR EACH ROW EXECUTE FUNCTION ballot_votes_are_final();
CREATE TRIGGER ballot_votes_stay BEFORE TRUNCATE ON ballot_vote FOR EACH STATEMENT EXECUTE FUNCTION ballot_votes_are_final();
`;

export const ballotsMigration: Migration = { number: 80, name: 'ballots', sql: tables + guards };
