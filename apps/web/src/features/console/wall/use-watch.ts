import { useEffect, useState } from 'react';
import type { SiteId } from '@diemcau/core';
import { useLiveClient } from '../../../live/live-context.ts';
import { selectConnection, useLive } from '../../../live/use-live.ts';
import { NO_SLOTS } from './wall-slots.ts';

/** Tells the server whose thumbnails this desk looks at; nobody's while the page is in the background or the wall is put away. */
export function useWatch(session: string | null, slots: (SiteId | null)[]): void {
  const client = useLiveClient();
  const live = useLive(selectConnection).state === 'live';
  const visible = usePageVisible();
  const wanted = JSON.stringify(visible ? slots : NO_SLOTS);
  useEffect(() => {
    if (session !== null && live) client.watch(session, JSON.parse(wanted) as (SiteId | null)[]);
  }, [client, session, live, wanted]);
  useEffect(
    () => () => {
      if (session !== null) client.watch(session, NO_SLOTS);
    },
    [client, session],
  );
}

function usePageVisible(): boolean {
  const [visible, setVisible] = useState(document.visibilityState === 'visible');
  useEffect(() => {
    const changed = () => setVisible(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', changed);
    return () => document.removeEventListener('visibilitychange', changed);
  }, []);
  return visible;
}
