import { useEffect, useRef, useState } from 'react';
import type { HttpProblem, HttpResult } from '../../live/http.ts';

export interface Refreshed<T> {
  /** What was read last; stays while the server cannot be reached. */
  readonly value: T | null;
  /** Of the last try; null: it was answered. */
  readonly problem: HttpProblem | null;
  readonly again: () => void;
}

/** Reads again and again while the page is looked at, and at once when it is looked at again. */
export function useRefreshed<T>(load: () => Promise<HttpResult<T>>, everyMs: number): Refreshed<T> {
  const [value, setValue] = useState<T | null>(null);
  const [problem, setProblem] = useState<HttpProblem | null>(null);
  const read = useRef<() => void>(() => undefined);
  useEffect(() => {
    let gone = false;
    let timer: number | undefined;
    const next = async (): Promise<void> => {
      window.clearTimeout(timer);
      const answer = await load();
      if (gone) return;
      if (answer.ok) setValue(answer.value);
      setProblem(answer.ok ? null : answer.problem);
      if (document.visibilityState === 'visible') timer = window.setTimeout(() => void next(), everyMs);
    };
    const seen = () => document.visibilityState === 'visible' && void next();
    read.current = () => void next();
    document.addEventListener('visibilitychange', seen);
    void next();
    return () => {
      gone = true;
      window.clearTimeout(timer);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [load, everyMs]);
  return { value, problem, again: () => read.current() };
}
