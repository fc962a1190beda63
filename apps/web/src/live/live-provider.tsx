import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { Audience, ConferenceId, SiteId } from '@diemcau/core';
import { browserClock } from './clock.ts';
import { LiveClient } from './live-client.ts';
import { LiveContext } from './live-context.ts';
import { openBrowserSocket } from './live-socket.ts';
import { liveUrl } from './live-url.ts';
import { newId } from './new-id.ts';
import { browserNetwork } from './network.ts';

interface LiveProviderProps {
  readonly conferenceId: ConferenceId;
  readonly audience: Audience;
  readonly siteId?: SiteId;
  readonly children: ReactNode;
}

/** Holds the socket of a page for as long as the page is there. */
export function LiveProvider({ conferenceId, audience, siteId, children }: LiveProviderProps) {
  const [client, setClient] = useState<LiveClient | null>(null);
  useEffect(() => {
    const opened = new LiveClient({
      url: liveUrl(conferenceId, audience, siteId ?? null),
      audience,
      openSocket: openBrowserSocket,
      clock: browserClock,
      network: browserNetwork,
      random: Math.random,
      newId,
    });
    setClient(opened);
    return () => opened.close();
  }, [conferenceId, audience, siteId]);
  return client && <LiveContext value={client}>{children}</LiveContext>;
}
