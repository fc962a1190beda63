import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts';
import { appendWithin } from '../postgres-journal.ts';
import { checkPrivacy } from './check-privacy.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.close());

/** What is found after this was done, which is undone again. */
async function after(work: (client: PoolClient) => Promise<unknown>): Promise<readonly string[]> {
  const client = await database.pool.connect();
  try {
    await client.query('BEGIN');
    await work(client);
    return (await checkPrivacy(client)).map(({ promise, problem }) => `${promise}: ${problem}`);
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

const sql = (text: string) => (client: PoolClient) => client.query(text);

describe('what a catalogue can prove', () => {
  it('[PRIVACY-1] holds on the database as it is made: every table is spoken for', async () => {
    expect(await after(async () => undefined)).toEqual([]);
  });

  it('[PRIVACY-1] a table that nobody has spoken for is found, views and other schemas too', async () => {
    expect(await after(sql('CREATE TABLE dossier (person_id text, remark text)'))).toEqual([
      'tables: public.dossier: nothing is said about what it holds of people',
    ]);
    expect(await after(sql('CREATE SCHEMA quiet; CREATE VIEW quiet.everybody AS SELECT * FROM invited_person'))).toContainEqual(
      'tables: quiet.everybody: nothing is said about what it holds of people',
    );
  });

  it('[PRIVACY-2] personal data in a column that is not named for it is found, and whatever would join one person’s conferences', async () => {
    expect(await after(sql('ALTER TABLE preflight ADD COLUMN officer_name text'))).toEqual([
      'columns: public.preflight.officer_name: looks like personal data, and may not be there',
    ]);
    expect(await after(sql('ALTER TABLE invited_person ADD COLUMN contact_id text'))).toEqual([
      'columns: public.invited_person.contact_id: a column too many',
    ]);
    expect(await after(sql('ALTER TABLE site ADD COLUMN seen_from inet'))).toEqual([
      'networks: public.site.seen_from: keeps network addresses',
    ]);
  });

  it('[PRIVACY-3] a table that links a person with an opinion is found, by its columns or by foreign keys', async () => {
    const table = 'CREATE TABLE vote_by_phone (ballot_id text, phone_id text, choice text[])';
    expect(await after(sql(table))).toContainEqual('opinions: public.vote_by_phone.phone_id: stands beside what was chosen');
    const column = 'ALTER TABLE ballot_vote ADD COLUMN person_id text REFERENCES invited_person';
    expect(await after(sql(column))).toEqual([
      'columns: public.ballot_vote.person_id: a column too many',
      'opinions: public.ballot_vote.person_id: stands beside what was chosen',
      'opinions: public.ballot_vote: foreign keys lead to public.invited_person',
    ]);
  });

  it('[PRIVACY-3] a vote of a secret ballot under the id of a person is found', async () => {
    const found = await after(async (client) => {
      await client.query(`INSERT INTO invited_person (person_id, conference_id, site_id, code, name, folded, post, unit_name, origin)
        VALUES ('p', 'c', 'a', '', 'Một Người', 'mot nguoi', '', '', 'list')`);
      await client.query(
        `INSERT INTO ballot (ballot_id, conference_id, secrecy, phase, public_key) VALUES ('b', 'c', 'secret', 'open', '\\x00')`,
      );
      await client.query(`INSERT INTO ballot_vote VALUES ('b', 'p', '{yes}', 's', 1, 0)`);
    });
    expect(found).toEqual(['secret: ballot b: a vote of it can be traced to a person']);
  });

  it('[PRIVACY-4] an event with personal data among its keys is found, however deep', async () => {
    const found = await after((client) =>
      appendWithin(client, {
        stream: 'conference-x',
        expectedVersion: 0,
        events: [{ type: 'SiteNoted', schemaVersion: 1, data: { siteId: 'a', officers: [{ email: 'a@b.vn' }] } }],
        commandId: randomUUID(),
        atMs: 1,
        by: { kind: 'operator' },
      }),
    );
    expect(found).toEqual(['events: event SiteNoted has the key email']);
  });

  it('[PRIVACY-5] a table of facts that can be changed is found', async () => {
    expect(await after(sql('ALTER TABLE attendance_fact DISABLE TRIGGER attendance_facts_are_final'))).toEqual([
      'final: public.attendance_fact: attendance_facts_are_final does not guard its rows',
    ]);
    expect(await after(sql('DROP TRIGGER events_are_final ON events'))).toEqual([
      'final: public.events: events_are_final does not guard its rows',
    ]);
  });
});
