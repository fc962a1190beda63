import { createContext, useContext } from 'react';
import { assert } from '@diemcau/core';
import type { LiveClient } from './live-client.ts';

export const LiveContext = createContext<LiveClient | null>(null);

export function useLiveClient(): LiveClient {
  const client = useContext(LiveContext);
  assert(client, 'used outside LiveProvider');
  return client;
}
