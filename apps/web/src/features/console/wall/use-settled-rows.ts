import { useEffect, useMemo, useRef, useState } from 'react';
import { browserClock } from '../../../live/clock.ts';
import { TROUBLE, statusOf } from '../sites/site-rows.ts';
import type { SiteRow } from '../sites/site-rows.ts';
import { NOTHING_SETTLED, inSettledOrder, settle } from './settled-order.ts';

/** Presence comes about once a second. */
const TICK_MS = 1_000;

/** Rooms that need a look first, in an order that holds still under the eye. */
export function useSettledRows(rows: readonly SiteRow[]): readonly SiteRow[] {
  const latest = useRef(rows);
  latest.current = rows;
  const [order, setOrder] = useState(NOTHING_SETTLED);
  useEffect(() => {
    const look = () => {
      const troubles = latest.current.map((row) => [row.siteId, TROUBLE[statusOf(row)]] as const);
      // Before the first presence everybody seems away; what comes then stands in order at once.
      const unknown = latest.current.every((row) => !row.online);
      setOrder((before) => (unknown ? NOTHING_SETTLED : settle(before, troubles, browserClock.nowMs())));
    };
    look();
    const timer = setInterval(look, TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return useMemo(() => inSettledOrder(rows, order), [rows, order]);
}
