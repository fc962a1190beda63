/** What is handed out for a conference, as people and programs read it. */
import type { Config } from '../config.ts';
import { formatCode, screenUrl, signInUrl, siteUrl } from '../http/links.ts';
import type { CreatedConference } from '../hub/create-conference.ts';

export interface AccessSheet {
  readonly text: string;
  readonly links: { readonly screenUrl: string; readonly signInUrls: readonly string[]; readonly siteUrls: readonly string[] };
}

export function accessSheet(config: Pick<Config, 'publicUrl'>, created: CreatedConference): AccessSheet {
  const signInUrls = created.officers.map((officer) => signInUrl(config, officer.signInToken));
  const siteUrls = created.sites.map((site) => siteUrl(config, site.token));
  const screen = screenUrl(config, created.conferenceId, created.screenToken);
  const officers = created.officers.map(
    ({ name, roles }, index) => `  ${roles.join(', ').padEnd(10)} ${name}\n             ${signInUrls[index]}`,
  );
  const sites = created.sites.map(
    (site, index) => `  ${formatCode(site.code)}${site.isHall ? ' *' : '  '}  ${site.name}\n             ${siteUrls[index]}`,
  );
  const text = [
    `Conference ${created.conferenceId}`,
    'Officers: each sign-in link works once',
    ...officers,
    'Rooms: code and link (* the hall)',
    ...sites,
    'Screen of the hall',
    `             ${screen}`,
    '',
  ].join('\n');
  return { text, links: { screenUrl: screen, signInUrls, siteUrls } };
}
