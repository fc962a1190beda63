import { account } from './en/account.ts';
import { briefing } from './en/briefing.ts';
import { common } from './en/common.ts';
import { console } from './en/console.ts';
import { desk } from './en/desk.ts';
import { entry } from './en/entry.ts';
import { organisation } from './en/organisation.ts';
import { refusal } from './en/refusals.ts';
import { setup } from './en/setup.ts';
import { preflight } from './en/preflight.ts';
import { siteRoom } from './en/site-room.ts';
import { sites } from './en/sites.ts';
import { staff } from './en/staff.ts';
import { transfer } from './en/transfer.ts';
import type { Words } from './vi.ts';

export const en: Words = {
  ...common,
  ...briefing,
  entry,
  console,
  desk,
  siteRoom,
  refusal,
  staff,
  organisation,
  transfer,
  sites,
  account,
  setup,
  preflight,
};
