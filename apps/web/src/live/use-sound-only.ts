import { useEffect, useState } from 'react';
import type { LinkSummary } from '@diemcau/core';
import { selectLinks, useLive } from './use-live.ts';

/** Whoever begins is heard some tenths of a second before a picture can start: a switch is no news. */
const LASTS_MS = 1_500;

/** Of whom there has been sound and no picture for a while. */
export function useSoundOnly(): LinkSummary['soundOnly'] {
  const told = useLive(selectLinks)?.soundOnly;
  return { speaker: useLasting(told?.speaker ?? false), hall: useLasting(told?.hall ?? false) };
}

function useLasting(now: boolean): boolean {
  const [lasted, setLasted] = useState(false);
  useEffect(() => {
    if (!now) return setLasted(false);
    const timer = setTimeout(() => setLasted(true), LASTS_MS);
    return () => clearTimeout(timer);
  }, [now]);
  return now && lasted;
}
