import { useCallback, useEffect, useState } from 'react';
import type { HttpResult } from './http.ts';

export interface Polled<T> {
  /** What was read last; stays while reading fails. */
  readonly value: T | null;
  /** The last reading failed. */
  readonly away: boolean;
  readonly again: () => void;
}

/** Reads now and then every so often, as long as the page is looked at. */
export function usePolled<T>(load: () => Promise<HttpResult<T>>, everyMs: number): Polled<T> {
  const [state, setState] = useState<{ value: T | null; away: boolean }>({ value: null, away: false });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let gone = false;
    const read = async () => {
      if (document.visibilityState === 'hidden') return;
      const answer = await load();
      if (!gone) setState((before) => (answer.ok ? { value: answer.value, away: false } : { ...before, away: true }));
    };
    void read();
    const timer = setInterval(() => void read(), everyMs);
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, [load, everyMs, turn]);
  const again = useCallback(() => setTurn((before) => before + 1), []);
  return { ...state, again };
}
