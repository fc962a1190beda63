import { account } from './vi/account.ts';
import { accounts } from './vi/accounts.ts';
import { administration } from './vi/administration.ts';
import { attendance } from './vi/attendance.ts';
import { ballots } from './vi/ballots.ts';
import { briefing } from './vi/briefing.ts';
import { common } from './vi/common.ts';
import { console } from './vi/console.ts';
import { desk } from './vi/desk.ts';
import { documents } from './vi/documents.ts';
import { entry } from './vi/entry.ts';
import { journalPage, mails, personalData } from './vi/keeping.ts';
import { myAccount } from './vi/my-account.ts';
import { organisation } from './vi/organisation.ts';
import { planning } from './vi/planning.ts';
import { preflight } from './vi/preflight.ts';
import { quality } from './vi/quality.ts';
import { refusal } from './vi/refusals.ts';
import { settings } from './vi/settings.ts';
import { setup } from './vi/setup.ts';
import { siteRoom } from './vi/site-room.ts';
import { sites } from './vi/sites.ts';
import { staff } from './vi/staff.ts';
import { tour } from './vi/tour.ts';
import { transfer } from './vi/transfer.ts';
import { views } from './vi/views.ts';

/** The language the product is written in; its shape is what every other language must have. */
export const vi = {
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

type Shape<T> = { readonly [K in keyof T]: T[K] extends string ? string : Shape<T[K]> };
/** A language without one of these words does not compile. */
export type Words = Shape<typeof vi>;
export type BriefingWords = Shape<typeof briefing>;
export type WordsOf<K extends keyof Words> = Words[K];
export type CommonWords = Shape<typeof common>;
