import type { WordsOf } from '../vi.ts';

export const tour: WordsOf<'tour'> = {
  open: 'Tour in five steps',
  place: 'Step {{place}} of {{all}}',
  close: 'Close the tour',
  back: 'Back',
  next: 'Next',
  finish: 'End the tour',
  title: {
    look: 'The chair’s desk',
    give: 'Give a site the floor',
    watch: 'The picture has changed',
    wall: 'See every site',
    end: 'Over to you',
  },
  text: {
    lookFirst: 'The conference has {{sites}} sites, and they are waiting. Press Open to begin.',
    look: 'On the left is the picture that every site sees, the preview and the hall; on the right, who is waiting. The conference has {{sites}} sites.',
    give: 'Sites that raise a hand appear here. Press the button in a row to give it the floor, or add a request to choose any site at all.',
    watch: 'Every site and the hall screen see this site now. The clock counts the time that is left; “End speech” returns to the hall.',
    wall: 'The technician’s desk shows the rooms and which of them are not connected; the secretary’s has headcounts, help, messages and papers.',
    end: 'Open the hall screen and a free site, too, by the links in the terminal. This tour is in the Conference menu whenever you want it again.',
  },
};
