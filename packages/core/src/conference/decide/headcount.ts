import { accept, refuse } from '../../kernel/decision.ts';
import { entryOf } from '../../kernel/entry-of.ts';
import type { Handlers } from './handler.ts';
import { mayNotPlan } from './may-plan.ts';
import { inBureau, isSite } from './who.ts';

/** How many people are in a room, as its officer counts them, or as the bureau heard by phone; and how many are expected there. Until the closing. */
export const headcountHandlers: Handlers<'ReportHeadcount' | 'ExpectHeadcounts'> = {
  ReportHeadcount(state, { siteId, count }, { by, atMs }) {
    const bySite = isSite(by, siteId);
    if (!bySite && !inBureau(state, by)) return refuse('not-yours');
    if (state.phase === 'closed') return refuse('conference-not-running');
    if (!entryOf(state.sites, siteId)) return refuse('site-unknown');
    return accept({ type: 'HeadcountReported', siteId, count, from: bySite ? 'site' : 'bureau', atMs });
  },
  ExpectHeadcounts(state, { rooms }, { by }) {
    const refusal = mayNotPlan(state, by);
    if (refusal) return refuse(refusal);
    if (rooms.some(({ siteId }) => !entryOf(state.sites, siteId))) return refuse('site-unknown');
    const last = new Map(rooms.map(({ siteId, expectedCount }) => [siteId, expectedCount]));
    const changed = [...last].filter(([siteId, expectedCount]) => entryOf(state.sites, siteId)?.expectedCount !== expectedCount);
    if (changed.length === 0) return accept();
    return accept({ type: 'HeadcountsExpected', rooms: changed.map(([siteId, expectedCount]) => ({ siteId, expectedCount })) });
  },
};
