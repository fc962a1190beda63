import type { ConferenceState } from '@diemcau/core';
import { usePhone } from './context.ts';
import { shownBallots } from './ballots.tsx';

type Part = 'check-in' | 'ballots' | 'now' | 'agenda' | 'documents' | 'decisions';

/** The parts of the page within reach of the thumb that holds the phone. */
export function JumpBar({ view, isIn }: { readonly view: ConferenceState; readonly isIn: boolean }) {
  const { state, words } = usePhone();
  const isRunning = view.phase === 'live' || view.phase === 'paused';
  const parts: readonly Part[] = [
    ...(isIn || view.phase === 'closed' ? [] : (['check-in'] as const)),
    ...(shownBallots(state.ballots).length > 0 ? (['ballots'] as const) : []),
    ...(isRunning ? (['now'] as const) : []),
    'agenda',
    'documents',
    'decisions',
  ];
  return (
    <nav class="jump" aria-label={words.jump.title}>
      {parts.map((part) => (
        <a key={part} href={`#part-${part}`} onClick={(event) => goTo(event, part)} data-testid={`jump-${part}`}>
          {words.jump[part]}
        </a>
      ))}
    </nav>
  );
}

/** Without a trace in the address: what stands behind `#` there is a QR's. */
function goTo(event: Event, part: Part): void {
  event.preventDefault();
  const target = document.getElementById(`part-${part}`);
  target?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: 'start' });
}
