import type { SiteId } from '../kernel/ids.ts';
import type { BallotCommandOf, BallotTally, Counts } from './commands.ts';

type Announced = Omit<BallotCommandOf<'AnnounceBallot'>, 'type'>;

/** One stream per ballot. Who cast and what is in rows of tables, of which every batch leaves its own event. */
export type BallotEvent =
  | ({ readonly type: 'BallotAnnounced' } & Announced)
  | { readonly type: 'BallotOpened'; readonly closesAtMs: number; readonly entitled: number }
  | { readonly type: 'BallotExtended'; readonly closesAtMs: number }
  | { readonly type: 'BallotClosed'; readonly tally: BallotTally }
  | { readonly type: 'BallotWithdrawn'; readonly reason: string }
  | { readonly type: 'BallotDeclaredInvalid'; readonly reason: string }
  /** The first of two counts; the second is asked for. */
  | { readonly type: 'HandsCounted'; readonly siteId: SiteId; readonly counter: 1 | 2; readonly hands: Counts }
  /** Both counts are the same. */
  | { readonly type: 'HandsAgreed'; readonly siteId: SiteId; readonly hands: Counts }
  /** They are not: both count again. */
  | { readonly type: 'HandsDisagreed'; readonly siteId: SiteId };
