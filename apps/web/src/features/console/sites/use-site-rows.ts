import { useMemo } from 'react';
import { selectPresence, useConference, useLive } from '../../../live/use-live.ts';
import { siteRows, sitesByName } from './site-rows.ts';
import type { SiteRow } from './site-rows.ts';

/** Every room as this desk knows it now, by level and name. */
export function useSiteRows(): readonly SiteRow[] {
  const view = useConference();
  const presence = useLive(selectPresence);
  const byName = useMemo(() => sitesByName(view.sites), [view.sites]);
  return useMemo(() => siteRows(view, byName, presence), [view, byName, presence]);
}
