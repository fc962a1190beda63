/** All migrations in order. To add one: write `NNNN-name.ts` beside this file and name it here. */
import { journalMigration } from './0001-journal.ts';
import type { Migration } from './migration.ts';

export const MIGRATIONS: readonly Migration[] = [journalMigration];
