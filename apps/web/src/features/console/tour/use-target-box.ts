import { useEffect, useState } from 'react';
import { targetOf } from './tour-steps.ts';
import type { TourStep } from './tour-steps.ts';

export interface Box {
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

/** Where a step's target is on the screen; looked at four times a second, because panels open and lists grow under it. */
const LOOK_EVERY_MS = 250;

export function useTargetBox(step: TourStep): Box | null {
  const [box, setBox] = useState<Box | null>(null);
  useEffect(() => {
    const look = () => setBox((before) => unchanged(before, boxOf(targetOf(step))));
    targetOf(step)?.scrollIntoView({ block: 'nearest' });
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    window.addEventListener('resize', look);
    return () => {
      clearInterval(timer);
      window.removeEventListener('resize', look);
    };
  }, [step]);
  return box;
}

function boxOf(target: Element | null): Box | null {
  if (!target) return null;
  const { top, left, width, height } = target.getBoundingClientRect();
  return { top, left, width, height };
}

/** The same object while nothing has moved, so that nothing is drawn again. */
function unchanged(before: Box | null, now: Box | null): Box | null {
  if (!before || !now) return now;
  const same = before.top === now.top && before.left === now.left && before.width === now.width && before.height === now.height;
  return same ? before : now;
}
