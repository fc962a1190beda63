import { myConferences, whoAmI } from '../../live/api.ts';
import { wantedPlace } from '../../live/wanted-place.ts';

/** Where a freshly signed-in officer wants to be: where the link says, else in the only conference, else in the list; a second factor that is owed comes first. */
export async function destination(search: string): Promise<string> {
  const asked = wantedPlace(search);
  const who = await whoAmI();
  if (who.ok && who.value.owesSecondFactor === true) return `/second-factor?to=${encodeURIComponent(asked ?? '/')}`;
  if (asked !== null) return asked;
  const list = await myConferences();
  const open = list.ok ? list.value.conferences.filter(({ phase }) => phase !== 'closed') : [];
  const [only, ...others] = open;
  return only && others.length === 0 ? `/console/${only.conferenceId}` : '/';
}
