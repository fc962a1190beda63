import { account } from './en/account.ts';
import { accounts } from './en/accounts.ts';
import { administration } from './en/administration.ts';
import { attendance } from './en/attendance.ts';
import { ballots } from './en/ballots.ts';
import { briefing } from './en/briefing.ts';
import { common } from './en/common.ts';
import { console } from './en/console.ts';
import { desk } from './en/desk.ts';
import { documents } from './en/documents.ts';
import { entry } from './en/entry.ts';
import { journalPage, mails, personalData } from './en/keeping.ts';
import { myAccount } from './en/my-account.ts';
import { organisation } from './en/organisation.ts';
import { planning } from './en/planning.ts';
import { preflight } from './en/preflight.ts';
import { quality } from './en/quality.ts';
import { refusal } from './en/refusals.ts';
import { settings } from './en/settings.ts';
import { setup } from './en/setup.ts';
import { siteRoom } from './en/site-room.ts';
import { sites } from './en/sites.ts';
import { staff } from './en/staff.ts';
import { tour } from './en/tour.ts';
import { transfer } from './en/transfer.ts';
import { views } from './en/views.ts';
import type { Words } from './vi.ts';

export const en: Words = {
  ...common,
  ...briefing,
  attendance,
  ballots,
  documents,
  entry,
  console,
  desk,
  siteRoom,
  refusal,
  staff,
  organisation,
  tour,
  transfer,
  views,
  sites,
  planning,
  preflight,
  quality,
  administration,
  settings,
  mails,
  journalPage,
  personalData,
  account,
  accounts,
  myAccount,
  setup,
};
