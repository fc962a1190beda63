import pg from 'pg';
import { readConfig } from '../config.ts';
import { clientConfig } from '../journal/database.ts';
import { checkPrivacy, type PrivacyFinding } from '../journal/privacy/check-privacy.ts';
import { createLog } from '../log.ts';
import { withDatabase } from '../process/open-database.ts';

/** In the order in which they are told. */
const PROMISES: Readonly<Record<PrivacyFinding['promise'], string>> = {
  tables: 'of every table it is said what it holds of people',
  columns: 'personal data is in the columns that are named for it',
  networks: 'no column keeps network addresses as such',
  opinions: 'no table links a person with an opinion',
  secret: 'no vote of a secret ballot is under the id of somebody known here',
  events: 'no event and no fact of attendance has personal data among its keys',
  final: 'events, facts of attendance and votes cannot be changed or deleted',
};

/** `diemcau privacy-check`: one line for each promise, then what breaks it; exit code 1 where one is broken. The server may run. */
export async function privacyCheck(): Promise<number> {
  const log = createLog('privacy-check', 'warn');
  const findings = await withDatabase({ config: readConfig(), log }, ({ databaseUrl }) => checkAt(databaseUrl));
  for (const [promise, sentence] of Object.entries(PROMISES)) {
    const broken = findings.filter((one) => one.promise === promise);
    process.stdout.write(`${broken.length === 0 ? 'holds ' : 'BROKEN'}  ${sentence}\n`);
    for (const { problem } of broken) process.stdout.write(`          ${problem}\n`);
  }
  return findings.length > 0 ? 1 : 0;
}

async function checkAt(databaseUrl: string): Promise<readonly PrivacyFinding[]> {
  const client = new pg.Client(clientConfig(databaseUrl, 'diemcau-privacy-check'));
  await client.connect();
  try {
    // What is found is of one moment, and nothing is written.
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return await checkPrivacy(client);
  } finally {
    await client.end();
  }
}
