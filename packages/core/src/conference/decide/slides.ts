import { accept, refuse } from '../../kernel/decision.ts';
import type { Handlers } from './handler.ts';
import { inBureau, isSite } from './who.ts';

/**
 * The hall or whoever holds the floor shares a screen; the latest wins. Its room stops it, the
 * bureau stops anybody's, and the end of a speech stops the speaker's.
 */
export const slidesHandlers: Handlers<'StartSlides' | 'StopSlides'> = {
  StartSlides(state, { siteId }, { by }) {
    if (!isSite(by, siteId)) return refuse('not-yours');
    if (state.phase !== 'live') return refuse('conference-not-live');
    if (siteId !== state.hallSiteId && siteId !== state.speech?.siteId) return refuse('slides-not-allowed');
    return state.slidesSiteId === siteId ? accept() : accept({ type: 'SlidesStarted', siteId });
  },
  StopSlides(state, { siteId }, { by }) {
    if (!isSite(by, siteId) && !inBureau(state, by)) return refuse('not-yours');
    if (state.slidesSiteId !== siteId) return refuse('slides-not-shown');
    return accept({ type: 'SlidesStopped' });
  },
};
