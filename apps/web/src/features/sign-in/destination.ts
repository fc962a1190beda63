import { myConferences } from '../../live/api.ts';

/** Where a freshly signed-in officer wants to be: where the link says, else in the only conference, else in the list. */
export async function destination(search: string): Promise<string> {
  const asked = new URLSearchParams(search).get('to');
  // Only addresses of this server: a link must not lead elsewhere under our name.
  if (asked && /^\/(?!\/)[\w\-/]*$/.test(asked)) return asked;
  const list = await myConferences();
  const open = list.ok ? list.value.conferences.filter(({ phase }) => phase !== 'closed') : [];
  const [only, ...others] = open;
  return only && others.length === 0 ? `/console/${only.conferenceId}` : '/';
}
