import { useEffect, useState } from 'react';
import type { SiteId } from '@diemcau/core';
import { NO_SLOTS, keptSlots } from './wall-slots.ts';

/** The slot of each room on the page; it keeps it while it stays there. */
export function useKeptSlots(wanted: readonly (SiteId | null)[]): (SiteId | null)[] {
  const [slots, setSlots] = useState(NO_SLOTS);
  const key = JSON.stringify(wanted);
  useEffect(() => setSlots((before) => keptSlots(before, JSON.parse(key) as (SiteId | null)[])), [key]);
  return slots;
}
