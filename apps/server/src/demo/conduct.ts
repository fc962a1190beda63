/** How the simulated rooms of the demonstration differ from each other. */
import type { RoomAccess } from '../simulator/access.ts';
import { DEMO_HALL, DEMO_SITES } from './province.ts';

type Conduct = NonNullable<RoomAccess['habits']>;

/** A hand about every twelve seconds among all of them: a chair who looks up always has somebody to call. */
const HAND_EVERY_MS = 12_000 * DEMO_SITES.length;
/** Three or four of these raise a hand within half a minute after the opening, and again after they have spoken. */
const EAGER: readonly string[] = ['xa-khe-sim', 'phuong-lam-thuong', 'xa-cua-lach-trao', 'khu-vuc-deo-may', 'xa-bau-sen', 'phuong-ga-lam'];
const EAGER_EVERY_MS = 100_000;
/** One room whose line goes and comes before anybody's patience ends, and two that fail now and then. */
const DROPS_EVERY_MS: Readonly<Record<string, number>> = { 'xa-con-say': 100_000, 'xa-ban-pom': 400_000, 'xa-hai-trao': 600_000 };
/** The first call comes two or three minutes after the opening. */
const TROUBLED: readonly string[] = ['xa-hang-doi', 'xa-thach-voi', 'khu-vuc-bau-sen', 'xa-yen-reu', 'phuong-phu-lam', 'xa-lo-o'];
const HELP_EVERY_MS = 600_000;
/** Everybody has been counted four minutes after arriving: the sum is seen to rise. */
const COUNT_WITHIN_MS = 240_000;
/** More waiting hands than that are read by nobody, and the list would not fit beside the stage. */
const QUEUE_MAX = 7;
/** While the channel of all sites is open, somebody writes about every twenty seconds. */
const POST_EVERY_MS = 20_000 * DEMO_SITES.length;

export function conductOf(siteId: string): Conduct {
  const isHall = siteId === DEMO_HALL.siteId;
  return {
    handEveryMs: EAGER.includes(siteId) ? EAGER_EVERY_MS : HAND_EVERY_MS,
    queueMax: QUEUE_MAX,
    dropEveryMs: DROPS_EVERY_MS[siteId] ?? 0,
    countWithinMs: COUNT_WITHIN_MS,
    helpEveryMs: TROUBLED.includes(siteId) ? HELP_EVERY_MS : 0,
    postEveryMs: isHall ? 0 : POST_EVERY_MS,
  };
}
