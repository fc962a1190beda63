import type { ConferenceState, SiteId } from '@diemcau/core';
import { autoLayout } from '../../live/program-state.ts';
import type { ProgramLayout } from '../../ui/program-frame.tsx';

export type LayoutChoice = 'auto' | ProgramLayout;
export const LAYOUT_CHOICES: readonly LayoutChoice[] = ['auto', 'speaker', 'side', 'slides'];

/** The officer's choice, except that slides nobody shares are never shown. Whoever speaks wants to see the hall. */
export function shownLayout(choice: LayoutChoice, view: ConferenceState, siteId: SiteId): ProgramLayout {
  const speaking = view.speech?.siteId === siteId && siteId !== view.hallSiteId;
  if (choice === 'auto') return speaking && view.slidesSiteId === null ? 'side' : autoLayout(view);
  return choice === 'slides' && view.slidesSiteId === null ? 'speaker' : choice;
}
