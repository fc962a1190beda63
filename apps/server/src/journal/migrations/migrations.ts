/** All migrations in order. To add one: write `NNNN-name.ts` beside this file and name it here. */
import { journalMigration } from './0001-journal.ts';
import { identityMigration } from './0010-identity.ts';
import { accessMigration } from './0011-access.ts';
import { organisationMigration } from './0020-organisation.ts';
import { encoderTokensMigration } from './0030-encoder-tokens.ts';
import { conferenceUnitMigration } from './0040-conference-unit.ts';
import { accountsMigration } from './0041-accounts.ts';
import { mailMigration } from './0042-mail.ts';
import { erasureRequestMigration } from './0043-erasure-request.ts';
import { backupRunMigration } from './0044-backup-run.ts';
import { apiTokensMigration } from './0050-api-tokens.ts';
import { upkeepMigration } from './0053-upkeep.ts';
import { personalRequestMigration } from './0054-personal-request.ts';
import { documentFileMigration } from './0057-document-file.ts';
import { preflightMigration } from './0067-preflight.ts';
import { qualityMigration } from './0068-quality.ts';
import { siteDeviceBySiteMigration } from './0069-site-device-by-site.ts';
import { planningMigration } from './0060-planning.ts';
import { attendanceMigration } from './0070-attendance.ts';
import { ballotsMigration } from './0080-ballots.ts';
import { erasedDelegatesMigration } from './0081-erased-delegates.ts';
import type { Migration } from './migration.ts';

export const MIGRATIONS: readonly Migration[] = [
  journalMigration,
  identityMigration,
  accessMigration,
  organisationMigration,
  encoderTokensMigration,
  conferenceUnitMigration,
  accountsMigration,
  mailMigration,
  erasureRequestMigration,
  backupRunMigration,
  apiTokensMigration,
  upkeepMigration,
  personalRequestMigration,
  documentFileMigration,
  preflightMigration,
  qualityMigration,
  siteDeviceBySiteMigration,
  planningMigration,
  attendanceMigration,
  ballotsMigration,
  erasedDelegatesMigration,
];
