import { createContext, useContext } from 'react';
import { assert } from '@diemcau/core';
import { LiveClient } from './live-client.ts';

/** A conference as pages follow it: over a socket while it is held, by plain requests while it is prepared. */
export type Live = Pick<LiveClient, 'subscribe' | 'snapshot' | 'send'>;

export const LiveContext = createContext<Live | null>(null);

export function useLiveSource(): Live {
  const live = useContext(LiveContext);
  assert(live, 'used outside LiveProvider');
  return live;
}

/** The socket, where there is media, presence and other people's news; not on pages that prepare. */
export function useLiveClient(): LiveClient {
  const live = useLiveSource();
  assert(live instanceof LiveClient, 'used on a page without a socket');
  return live;
}
