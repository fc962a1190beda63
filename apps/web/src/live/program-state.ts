import type { ConferenceState } from '@diemcau/core';
import type { FedFeeds, ProgramLayout } from '../ui/program-frame.tsx';

/** Which buses the view says are fed; a bus that nobody feeds keeps its last frame, which must not be shown. */
export function fedFeeds(view: ConferenceState): FedFeeds {
  const running = view.phase === 'live' || view.phase === 'paused';
  return {
    floor: running && view.speech?.link === 'up',
    hall: running && view.hallSiteId !== null,
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
