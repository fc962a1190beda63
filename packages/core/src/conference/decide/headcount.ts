import { accept, refuse } from '../../kernel/decision.ts';
import { entryOf } from '../../kernel/entry-of.ts';
import type { Handlers } from './handler.ts';
import { inBureau, isSite } from './who.ts';

/** How many people are in a room, as its officer counts them, or as the bureau heard by phone; until the closing. */
export const headcountHandlers: Handlers<'ReportHeadcount'> = {
  ReportHeadcount(state, { siteId, count }, { by, atMs }) {
    const bySite = isSite(by, siteId);
    if (!bySite && !inBureau(state, by)) return refuse('not-yours');
    if (state.phase === 'closed') return refuse('conference-not-running');
    if (!entryOf(state.sites, siteId)) return refuse('site-unknown');
    return accept({ type: 'HeadcountReported', siteId, count, from: bySite ? 'site' : 'bureau', atMs });
  },
};
