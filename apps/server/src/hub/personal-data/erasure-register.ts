/**
 * Who was erased, by ids, in a file of its own: `erased` in the data folder, and beside the backups where there is a
 * folder for them. A backup that is older than an erasure brings the person back; this file does not go back with it,
 * so the next start erases them again. A line is appended before the database changes.
 */
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { OutsideFault } from '../../errors.ts';
import { tryAgain } from '../../journal/database.ts';
import type { Person } from './person.ts';

export interface Erasure {
  /** As the journal names it. */
  readonly subjectId: string;
  /** Of the account, the contact, the delegate. */
  readonly ids: readonly string[];
}

const FILE = 'erased';

export class ErasureRegister {
  readonly #folders: readonly string[];

  constructor({ dataDir, backupDir }: { readonly dataDir: string; readonly backupDir?: string | undefined }) {
    this.#folders = backupDir === undefined ? [dataDir] : [dataDir, backupDir];
  }

  /** Throws OutsideFault: the data folder takes no more. A disk of backups that is away does not hold an erasure up. */
  add({ subjectId, account, contact, delegate }: Person): void {
    const ids = [account?.accountId, contact?.contactId, delegate?.personId].filter((id) => id != null);
    const erasure: Erasure = { subjectId, ids };
    for (const folder of this.#folders) {
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        appendFileSync(join(folder, FILE), `${JSON.stringify(erasure)}\n`, { mode: 0o600, flush: true });
      } catch (error) {
        if (folder === this.#folders[0])
          throw new OutsideFault('try-again', { message: 'the list of erasures cannot be written', cause: error });
      }
    }
  }

  /** Those the journal knows nothing of: it is older than they are. Throws OutsideFault. */
  async missingIn(db: Pool): Promise<Erasure[]> {
    const bySubject = new Map(this.#folders.flatMap(readErasures).map((erasure) => [erasure.subjectId, erasure]));
    if (bySubject.size === 0) return [];
    const sql = `SELECT DISTINCT data ->> 'subjectId' AS "subjectId" FROM events WHERE stream = 'personal-data' AND type = 'PersonalDataErased'`;
    const { rows } = await tryAgain(() => db.query<{ subjectId: string }>(sql));
    for (const { subjectId } of rows) bySubject.delete(subjectId);
    return [...bySubject.values()];
  }
}

/** A line that a dying machine left half written is none: then nothing was erased by it. */
function readErasures(folder: string): Erasure[] {
  let text: string;
  try {
    text = readFileSync(join(folder, FILE), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return text.split('\n').flatMap((line) => {
    try {
      const { subjectId, ids } = JSON.parse(line) as Partial<Erasure>;
      return typeof subjectId === 'string' && Array.isArray(ids) ? [{ subjectId, ids }] : [];
    } catch {
      return [];
    }
  });
}
