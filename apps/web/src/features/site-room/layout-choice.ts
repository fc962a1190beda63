import type { ConferenceState } from '@diemcau/core';
import { autoLayout } from '../../live/program-state.ts';
import type { ProgramLayout } from '../../ui/program-frame.tsx';

export type LayoutChoice = 'auto' | ProgramLayout;
export const LAYOUT_CHOICES: readonly LayoutChoice[] = ['auto', 'speaker', 'side', 'slides'];

/** The officer's choice, except that slides nobody shares are never shown. */
export function shownLayout(choice: LayoutChoice, view: ConferenceState): ProgramLayout {
  if (choice === 'auto') return autoLayout(view);
  return choice === 'slides' && view.slidesSiteId === null ? 'speaker' : choice;
}
