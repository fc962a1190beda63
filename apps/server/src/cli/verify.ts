import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { readConfig } from '../config.ts';
import { verifyCheckIns, type CheckInReport } from '../attendance/verify-check-ins.ts';
import { verifyBallots, type BallotReport } from '../ballots/verify-ballots.ts';
import { clientConfig } from '../journal/database.ts';
import { verifyJournal } from '../journal/verify-journal.ts';
import type { JournalReport, StreamHead } from '../journal/verify-journal.ts';
import { fileFolder } from '../documents/file-folder.ts';
import { verifyFiles, type FilesReport } from '../documents/wanted-files.ts';
import { createLog } from '../log.ts';
import { withDatabase, type OpenDatabase } from '../process/open-database.ts';
import { StartProblem } from '../process/start-problem.ts';
import type { CommandContext } from './command.ts';

/** `diemcau verify`: heads on standard output, one `stream version hash` a line; exit code 1 names the first bad event, document, batch of check-ins and ballot. */
export async function verify({ args }: CommandContext): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { heads: { type: 'string' } } });
  const config = readConfig();
  const log = createLog('verify', 'warn');
  const earlier = values.heads === undefined ? [] : readHeads(values.heads);
  const report = await withDatabase({ config, log }, ({ folder, databaseUrl }) => verifyAt({ folder, databaseUrl }, earlier));
  process.stdout.write(report.journal.heads.map((head) => `${head.stream} ${head.version} ${head.hash}\n`).join(''));
  process.stderr.write(
    journalSummary(report.journal) + filesSummary(report.files) + checkInSummary(report.checkIns) + ballotSummary(report.ballots),
  );
  const { journal, files, checkIns, ballots } = report;
  return [journal, files, checkIns, ballots].some(({ fault }) => fault) ? 1 : 0;
}

async function verifyAt(
  { folder, databaseUrl }: Pick<OpenDatabase, 'folder' | 'databaseUrl'>,
  earlier: readonly StreamHead[],
): Promise<{
  readonly journal: JournalReport;
  readonly files: FilesReport;
  readonly checkIns: CheckInReport;
  readonly ballots: BallotReport;
}> {
  const client = new pg.Client(clientConfig(databaseUrl, 'diemcau-verify'));
  await client.connect();
  try {
    const journal = await verifyJournal(client, earlier);
    const files = await verifyFiles(client, fileFolder(folder.path));
    return { journal, files, checkIns: await verifyCheckIns(client), ballots: await verifyBallots(client) };
  } finally {
    await client.end();
  }
}

function journalSummary({ events, heads, fault }: JournalReport): string {
  if (fault) return `diemcau: BAD: event ${fault.version} of stream ${fault.stream}: ${fault.problem}\n`;
  return `diemcau: ${events} events in ${heads.length} streams: every hash holds\n`;
}

function filesSummary({ files, fault }: FilesReport): string {
  if (fault) return `diemcau: BAD: document file ${fault.sha256}: ${fault.problem}\n`;
  return `diemcau: ${files} document files: every hash holds\n`;
}

function checkInSummary({ batches, facts, fault }: CheckInReport): string {
  if (fault) return `diemcau: BAD: check-ins of event ${fault.version} of stream ${fault.stream}: ${fault.problem}\n`;
  return `diemcau: ${facts} facts of attendance in ${batches} batches: every root holds\n`;
}

function ballotSummary({ ballots, votes, fault }: BallotReport): string {
  if (fault) return `diemcau: BAD: ballot ${fault.ballotId}: ${fault.problem}\n`;
  return `diemcau: ${votes} votes of ${ballots} ballots: every root and every count holds\n`;
}

/** Lines as `verify` printed them. */
function readHeads(path: string): StreamHead[] {
  const lines = readText(path)
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line) => {
    const match = /^(.+) (\d+) ([0-9a-f]{64})$/.exec(line);
    if (!match) throw new StartProblem(`${path} is not a list of heads: "${line}"`);
    return { stream: match[1]!, version: Number(match[2]), hash: match[3]! };
  });
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new StartProblem(`${path} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}
