import { parseArgs } from 'node:util';
import { signInUrl } from '../http/links.ts';
import { createAccount, createSignInLink } from '../hub/access/accounts.ts';
import { appointAdministrator } from '../organisation/appoint-administrator.ts';
import { StartProblem } from '../process/start-problem.ts';
import type { CommandContext } from './command.ts';
import { withInstallation } from './installation.ts';

/** Whoever sets a server up signs in within days; a lost link is replaced by a new one. */
const LINK_DAYS_MS = 7 * 86_400_000;

/** `diemcau admin create --name NAME`: an administrator of the whole organisation; prints a sign-in link that works once. */
export async function admin({ args }: CommandContext): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: { name: { type: 'string' } }, allowPositionals: true });
  const name = values.name?.trim();
  if (positionals[0] !== 'create' || !name) throw new StartProblem('usage: diemcau admin create --name "Nguyễn Văn A"');
  const url = await withInstallation('admin', async ({ config, db, journal, nowMs }) => {
    const accountId = await createAccount(db, name);
    await appointAdministrator({ db, journal, nowMs }, accountId);
    const expiresAtMs = nowMs() + LINK_DAYS_MS;
    return signInUrl(config, await createSignInLink(db, { accountId, reusable: false, expiresAtMs }));
  });
  process.stdout.write(`${url}\n`);
  return 0;
}
