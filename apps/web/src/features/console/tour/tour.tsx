import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useConference } from '../../../live/use-live.ts';
import { useRemembered } from '../use-remembered.ts';
import { TourCard } from './tour-card.tsx';
import { TourContext } from './tour-context.ts';
import { isDone, stepAfter, TOUR_STEPS } from './tour-steps.ts';
import type { TourStep } from './tour-steps.ts';

/** What the address says when a newcomer was sent here to be shown around. */
const HASH = '#tour';

/** Five steps around the desk: for who was sent here for it and has not closed it yet, and for who asks in the menu. */
export function Tour({ children }: { readonly children: ReactNode }) {
  const [closed, setClosed] = useRemembered('tour-closed', false);
  const [step, setStep] = useState<TourStep | null>(() => (location.hash === HASH && !closed ? TOUR_STEPS[0] : null));
  const begin = useCallback(() => setStep(TOUR_STEPS[0]), []);
  useMoveOn(step, setStep);
  useEffect(() => {
    if (location.hash === HASH) history.replaceState(history.state, '', location.pathname + location.search);
  }, []);
  function close() {
    setStep(null);
    setClosed(true);
    // Where it can be asked for again, and where the keyboard goes on.
    document.querySelector<HTMLElement>('[data-testid="life-menu"]')?.focus();
  }
  return (
    <TourContext.Provider value={begin}>
      {children}
      {step && <TourCard step={step} onStep={setStep} onClose={close} />}
    </TourContext.Provider>
  );
}

function useMoveOn(step: TourStep | null, onStep: (step: TourStep) => void): void {
  const view = useConference();
  const before = useRef(view);
  useEffect(() => {
    const next = step && isDone(step, before.current, view) ? stepAfter(step, 1) : null;
    before.current = view;
    if (next) onStep(next);
  }, [step, view, onStep]);
}
