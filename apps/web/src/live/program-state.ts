import type { ConferenceState, LinkSummary } from '@diemcau/core';
import type { FedFeeds, ProgramLayout } from '../ui/program-frame.tsx';

const PICTURED: LinkSummary['soundOnly'] = { speaker: false, hall: false };

/** Which buses are fed with a picture; a bus that nobody feeds keeps its last frame, which must not be shown. */
export function fedFeeds(view: ConferenceState, soundOnly: LinkSummary['soundOnly'] = PICTURED): FedFeeds {
  const running = view.phase === 'live' || view.phase === 'paused';
  return {
    floor: running && view.speech?.link === 'up' && !soundOnly.speaker,
    hall: running && view.hallSiteId !== null && !soundOnly.hall,
    slides: running && view.slidesSiteId !== null,
  };
}

/** Before, in a pause and after, rooms and screens show a slate and are silent, whatever still arrives. */
export function showsProgram(view: ConferenceState): boolean {
  return view.phase === 'live';
}

/** Who stands for the speaker: whoever has the floor, else the hall. */
export function mainFeed(view: ConferenceState): 'floor' | 'hall' {
  return view.speech ? 'floor' : 'hall';
}

/** Slides are shown when there are any; otherwise the speaker alone, as on television. */
export function autoLayout(view: ConferenceState): ProgramLayout {
  return view.slidesSiteId === null ? 'speaker' : 'slides';
}
