import { browserClock } from './clock.ts';
import type { LiveClient } from './live-client.ts';
import { browserNetwork } from './network.ts';
import type { KeptSession, SessionKeeperParts } from './session-keeper.ts';

/** What every media session of a page is kept with. */
export function browserMedia(client: LiveClient): Pick<SessionKeeperParts<KeptSession>, 'clock' | 'network' | 'random' | 'denied'> {
  return { clock: browserClock, network: browserNetwork, random: Math.random, denied: () => client.renewMedia() };
}
