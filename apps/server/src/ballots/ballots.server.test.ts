import { webcrypto } from 'node:crypto';
import { RSABSSA } from '@cloudflare/blindrsa-ts';
import type { BallotCommandOf, PersonId } from '@diemcau/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { inTransaction } from '../journal/database.ts';
import { BallotBox, type VoteAnswer } from './ballot-box.ts';
import { BallotDesk, type AskedBallotCommand, type BallotAnswer } from './ballot-desk.ts';
import { ballotRow } from './ballot-rows.ts';
import { CredentialDesk } from './credential-desk.ts';
import { credentialKey, isCredential, receiptOf } from './credentials.ts';
import { verifyBallots } from './verify-ballots.ts';

const SECRET = 'a secret for tests that nobody needs to guess';
const PEOPLE = Array.from({ length: 12 }, (_, index) => `p${index}`);
const by = { kind: 'account', accountId: 'thu-ky' } as const;
const suite = RSABSSA.SHA384.PSS.Randomized();

let database: TestDatabase;
let desk: BallotDesk;
let boxes: BallotBox[];
let credentials: CredentialDesk;
const clock = { nowMs: 1_700_000_000_000 };
let lastId = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  const parts = { db: database.pool, secret: SECRET, nowMs: () => clock.nowMs };
  desk = new BallotDesk(parts);
  // As two workers have them.
  boxes = [new BallotBox(parts), new BallotBox(parts)];
  credentials = new CredentialDesk(parts);
  const sql = `INSERT INTO invited_person (person_id, conference_id, site_id, code, name, folded, post, unit_name, origin, mark, present_site_id, phone_id)
    SELECT person_id, 'c1', 'a', '', person_id, person_id, '', '', 'list', CASE WHEN n <= 11 THEN 'in-person' ELSE 'unmarked' END, CASE WHEN n <= 11 THEN 'a' END, 'phone-' || person_id
    FROM unnest($1::text[]) WITH ORDINALITY AS v (person_id, n)`;
  await database.pool.query(sql, [PEOPLE]);
});
afterAll(async () => {
  await Promise.all([...(boxes ?? []), credentials].map((one) => one?.close()));
  await database?.close();
});

const newId = (): string => `b${(lastId += 1)}`;
const run = (ballotId: string, command: AskedBallotCommand, commandId = `k${(lastId += 1)}`): Promise<BallotAnswer> =>
  desk.execute({ ballotId, command, by, commandId });

async function announced(change: Partial<BallotCommandOf<'AnnounceBallot'>> = {}): Promise<string> {
  const ballotId = newId();
  const rules = { quorum: { share: 'half' }, majority: { share: 'half', of: 'present' } } as const;
  const command = {
    type: 'AnnounceBallot',
    ballotId,
    conferenceId: 'c1',
    question: 'Thông qua?',
    form: { kind: 'yes-no' },
    ...rules,
  } as const;
  const answer = await run(ballotId, { ...command, secrecy: 'open', voters: 'people', ...change });
  expect(answer.ok).toBe(true);
  return ballotId;
}

const open = (ballotId: string): Promise<BallotAnswer> =>
  run(ballotId, { type: 'OpenBallot', closesAtMs: clock.nowMs + 60_000, inRooms: 0 });
const close = (ballotId: string): Promise<BallotAnswer> => run(ballotId, { type: 'CloseBallot' });
const holderOf = (personId: PersonId) => ({ personId, phoneId: `phone-${personId}` });
const vote = (ballotId: string, personId: PersonId, choice: string, box = 0): Promise<VoteAnswer> =>
  boxes[box]!.cast({ secrecy: 'open', ballotId, conferenceId: 'c1', holder: holderOf(personId), choice: [choice] });
const codeOf = (answer: VoteAnswer | BallotAnswer): string | null => (answer.ok ? null : answer.refusal.code);
const verify = () => inTransaction(database.pool, (client) => verifyBallots(client));
/** Until so many transactions of this database wait for a lock. */
const waitingFor = (count: number) => {
  const sql = `SELECT count(DISTINCT pid)::int AS count FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE NOT granted AND datname = current_database()`;
  const look = async () => (await database.pool.query<{ count: number }>(sql)).rows[0]!.count;
  return expect.poll(look, { timeout: 20_000 }).toBe(count);
};
const tallyOf = (answer: BallotAnswer) => (answer.ok ? answer.step.state.tally : null);

describe('open ballots', () => {
  it('[VOTE-1] a vote counts once, whatever is repeated and on whatever worker; another choice of the same person is refused', async () => {
    const ballotId = await announced();
    await open(ballotId);
    const many = await Promise.all(Array.from({ length: 20 }, (_, n) => vote(ballotId, 'p0', 'yes', n % 2)));
    expect(many.every(({ ok }) => ok)).toBe(true);
    expect(codeOf(await vote(ballotId, 'p0', 'no', 1))).toBe('vote-cast-already');
    expect(tallyOf(await close(ballotId))).toEqual({ cast: 1, counts: { yes: 1 } });
  });

  it('[VOTE-14] of one voter whose votes two workers write at the same time the first counts, and others of a batch are not touched', async () => {
    const ballotId = await announced();
    await open(ballotId);
    await vote(ballotId, 'p5', 'yes');
    const { rows } = await database.pool.query<{ stream: string }>('SELECT stream FROM ballot_vote WHERE ballot_id = $1', [ballotId]);
    const answers = await inTransaction(database.pool, async (client) => {
      // The first worker has written its rows and waits to append; the second meets them.
      await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('journal:' || $1, 0))`, [rows[0]!.stream]);
      const first = [vote(ballotId, 'p0', 'yes', 0), vote(ballotId, 'p2', 'no', 0)];
      await waitingFor(1);
      const second = [vote(ballotId, 'p0', 'yes', 1), vote(ballotId, 'p1', 'yes', 1), vote(ballotId, 'p2', 'yes', 1)];
      await waitingFor(2);
      return [...first, ...second];
    });
    expect((await Promise.all(answers)).map(codeOf)).toEqual([null, null, null, null, 'vote-cast-already']);
    expect(tallyOf(await close(ballotId))).toEqual({ cast: 4, counts: { yes: 3, no: 1 } });
    expect(await verify()).toMatchObject({ fault: null });
  });

  it('[VOTE-15] a vote from a phone that is no longer the person’s, or for another conference, is refused; one cast before is known again after they left', async () => {
    const ballotId = await announced();
    await open(ballotId);
    const cast = (holder: { personId: PersonId; phoneId: string }, conferenceId = 'c1') =>
      boxes[0]!.cast({ secrecy: 'open', ballotId, conferenceId, holder, choice: ['yes'] }).then(codeOf);
    expect(await cast({ personId: 'p6', phoneId: 'phone-before' })).toBe('person-not-there');
    expect(await cast(holderOf('p6'), 'c2')).toBe('ballot-unknown');
    expect(await cast(holderOf('p6'))).toBeNull();
    await database.pool.query(`UPDATE invited_person SET gone = true WHERE person_id IN ('p6', 'p7')`);
    expect([await cast(holderOf('p6')), await cast(holderOf('p7'))]).toEqual([null, 'person-not-there']);
    await database.pool.query(`UPDATE invited_person SET gone = false WHERE person_id IN ('p6', 'p7')`);
    await close(ballotId);
  });

  it('[VOTE-2] only whoever was checked in at the opening may vote, in their own name and in a form the ballot has', async () => {
    const ballotId = await announced();
    expect(codeOf(await vote(ballotId, 'p1', 'yes'))).toBe('ballot-not-open');
    const opened = await open(ballotId);
    expect(opened.ok && opened.step.state.entitled).toBe(11);
    expect(codeOf(await vote(ballotId, 'p11', 'yes'))).toBe('person-not-there');
    await database.pool.query(`UPDATE invited_person SET mark = 'in-person', present_site_id = 'a' WHERE person_id = 'p11'`);
    expect(codeOf(await vote(ballotId, 'p11', 'yes'))).toBe('not-entitled');
    await database.pool.query(`UPDATE invited_person SET mark = 'unmarked', present_site_id = NULL WHERE person_id = 'p11'`);
    expect(codeOf(await vote(ballotId, 'nobody', 'yes'))).toBe('person-not-there');
    expect(codeOf(await vote(ballotId, 'p1', 'maybe'))).toBe('choice-invalid');
    expect(codeOf(await boxes[0]!.cast({ secrecy: 'secret', ballotId, receipt: 'x', choice: ['yes'] }))).toBe('ballot-unknown');
    await close(ballotId);
  });

  it('[VOTE-3] of votes that race with the closing exactly those are counted that were acknowledged', async () => {
    const ballotId = await announced();
    await open(ballotId);
    const casting = PEOPLE.slice(0, 11).map((personId, n) => vote(ballotId, personId, n % 3 ? 'yes' : 'no', n % 2));
    const [closed, ...answers] = await Promise.all([close(ballotId), ...casting]);
    const taken = answers.filter(({ ok }) => ok).length;
    expect(tallyOf(closed)?.cast).toBe(taken);
    expect(answers.filter(({ ok }) => !ok).map(codeOf)).toEqual(Array<string>(11 - taken).fill('ballot-closed'));
    expect(codeOf(await vote(ballotId, 'p1', 'yes'))).toBe(answers[1]!.ok ? null : 'ballot-closed');
  });

  it('[VOTE-4] closes by the clock, once, whoever looks first; a command that comes again gets its first answer', async () => {
    const ballotId = await announced();
    await open(ballotId);
    await vote(ballotId, 'p2', 'yes');
    clock.nowMs += 60_000;
    expect(codeOf(await vote(ballotId, 'p3', 'yes'))).toBe('ballot-closed');
    const [one, other] = await Promise.all([desk.closeDue(), desk.closeDue()]);
    expect([...one, ...other]).toContain(ballotId);
    const step = await desk.read(ballotId);
    expect(step?.state).toMatchObject({ phase: 'closed', tally: { cast: 1 } });
    await run(ballotId, { type: 'DeclareInvalid', reason: 'Nhầm nội dung' }, 'once');
    expect(await run(ballotId, { type: 'DeclareInvalid', reason: 'Nhầm nội dung' }, 'once')).toMatchObject({ ok: true });
  });

  it('[VOTE-5] verify makes every root and every count again, and names the ballot that does not add up', async () => {
    const ballotId = await announced();
    await open(ballotId);
    await Promise.all(PEOPLE.slice(0, 5).map((personId) => vote(ballotId, personId, 'yes')));
    await close(ballotId);
    expect(await verify()).toMatchObject({ fault: null });
    await expect(database.pool.query(`UPDATE ballot_vote SET choice = '{no}' WHERE ballot_id = $1`, [ballotId])).rejects.toThrow('final');
    await database.pool.query('ALTER TABLE ballot_vote DISABLE TRIGGER USER');
    await database.pool.query(`UPDATE ballot_vote SET choice = '{no}' WHERE ballot_id = $1 AND voter_key = 'p1'`, [ballotId]);
    expect((await verify()).fault).toEqual({ ballotId, problem: 'the votes of a batch are not those of its root' });
    await database.pool.query(`UPDATE ballot_vote SET choice = '{yes}' WHERE ballot_id = $1`, [ballotId]);
    await database.pool.query('ALTER TABLE ballot_vote ENABLE TRIGGER USER');
    expect(await verify()).toMatchObject({ fault: null });
  });
});

describe('secret ballots', () => {
  interface Credential {
    readonly prepared: Buffer;
    readonly signature: Buffer;
  }

  const blinding = async (ballotId: string) => {
    const spki = (await ballotRow(database.pool, ballotId))!.publicKey!;
    const key = await webcrypto.subtle.importKey('spki', spki, { name: 'RSA-PSS', hash: 'SHA-384' }, true, ['verify']);
    const prepared = suite.prepare(webcrypto.getRandomValues(new Uint8Array(32)));
    return { key, prepared, ...(await suite.blind(key, prepared)) };
  };
  const issue = (ballotId: string, personId: PersonId, blinded: Uint8Array) =>
    credentials.issue({ ballotId, conferenceId: 'c1', holder: holderOf(personId), blinded: Buffer.from(blinded) });

  async function credentialOf(ballotId: string, personId: PersonId): Promise<Credential> {
    const { key, prepared, blindedMsg, inv } = await blinding(ballotId);
    const answer = await issue(ballotId, personId, blindedMsg);
    if (!answer.ok) throw new Error(answer.code);
    const signature = await suite.finalize(key, prepared, answer.signature, inv);
    return { prepared: Buffer.from(prepared), signature: Buffer.from(signature) };
  }

  async function castWith(ballotId: string, { prepared, signature }: Credential, choice: string, box = 0): Promise<string | null> {
    const { publicKey } = (await ballotRow(database.pool, ballotId))!;
    if (!isCredential(credentialKey(publicKey!), prepared, signature)) return 'credential-invalid';
    return codeOf(await boxes[box]!.cast({ secrecy: 'secret', ballotId, receipt: receiptOf(prepared), choice: [choice] }));
  }

  it('[VOTE-6] a credential is signed blind, once for each person who is there, until the ballot opens', async () => {
    const ballotId = await announced({ secrecy: 'secret' });
    const { blindedMsg } = await blinding(ballotId);
    const first = await issue(ballotId, 'p0', blindedMsg);
    expect(first.ok).toBe(true);
    expect(await issue(ballotId, 'p0', blindedMsg)).toEqual(first);
    expect(await issue(ballotId, 'p0', (await blinding(ballotId)).blindedMsg)).toEqual({ ok: false, code: 'credential-issued' });
    expect(await issue(ballotId, 'p11', blindedMsg)).toEqual({ ok: false, code: 'person-not-there' });
    const lostPhone = { personId: 'p1', phoneId: 'phone-before' };
    const fromLost = credentials.issue({ ballotId, conferenceId: 'c1', holder: lostPhone, blinded: Buffer.from(blindedMsg) });
    expect(await fromLost).toEqual({ ok: false, code: 'person-not-there' });
    const [two, other] = await Promise.all(
      [blindedMsg, (await blinding(ballotId)).blindedMsg].map((message) => issue(ballotId, 'p2', message)),
    );
    expect([two!.ok, other]).toEqual([true, { ok: false, code: 'credential-issued' }]);
    await open(ballotId);
    expect(await issue(ballotId, 'p1', blindedMsg)).toEqual({ ok: false, code: 'ballot-begun' });
    expect(await issue(await announced(), 'p1', blindedMsg)).toEqual({ ok: false, code: 'ballot-unknown' });
  });

  it('[VOTE-7] is cast with a credential alone, once; rows hold neither person nor time, and the key goes with the closing', async () => {
    const ballotId = await announced({ secrecy: 'secret' });
    const credentials = await Promise.all(PEOPLE.slice(0, 4).map((personId) => credentialOf(ballotId, personId)));
    await open(ballotId);
    const [one, two] = [credentials[0]!, credentials[1]!];
    expect(await castWith(ballotId, { prepared: one.prepared, signature: two.signature }, 'yes')).toBe('credential-invalid');
    expect(await Promise.all(credentials.map((credential, n) => castWith(ballotId, credential, n ? 'yes' : 'no', n % 2)))).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect([await castWith(ballotId, one, 'no', 1), await castWith(ballotId, one, 'yes')]).toEqual([null, 'vote-cast-already']);
    expect(tallyOf(await close(ballotId))).toEqual({ cast: 4, counts: { yes: 3, no: 1 } });
    const { rows } = await database.pool.query<Record<string, unknown>>('SELECT * FROM ballot_vote WHERE ballot_id = $1', [ballotId]);
    expect(Object.keys(rows[0]!).sort()).toEqual(['ballot_id', 'choice', 'place', 'stream', 'version', 'voter_key']);
    expect(rows.map((row) => row['voter_key']).sort()).toEqual(credentials.map(({ prepared }) => receiptOf(prepared)).sort());
    expect((await ballotRow(database.pool, ballotId))?.privateKey).toBeNull();
    expect(await verify()).toMatchObject({ fault: null });
  });

  it('[VOTE-8] more votes than credentials make the ballot invalid, and it says so', async () => {
    const ballotId = await announced({ secrecy: 'secret' });
    await credentialOf(ballotId, 'p0');
    await open(ballotId);
    // Somebody with the server's own means.
    for (const receipt of ['forged-1', 'forged-2']) await boxes[0]!.cast({ secrecy: 'secret', ballotId, receipt, choice: ['yes'] });
    const closed = await close(ballotId);
    expect(closed.ok && closed.step.state).toMatchObject({
      phase: 'invalid',
      reason: expect.stringContaining('2 ballots for 1') as unknown,
    });
  });
});
