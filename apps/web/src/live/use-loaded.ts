import { useCallback, useEffect, useRef, useState } from 'react';
import type { HttpProblem, HttpResult } from './http.ts';

export interface Loaded<T> {
  /** What was read last; null until it is there. Stays while it is read again. */
  readonly value: T | null;
  readonly problem: HttpProblem | null;
  readonly busy: boolean;
  readonly again: () => void;
}

interface Answer<T> {
  readonly turn: string;
  readonly result: HttpResult<T>;
}

/** Reads when the page comes, when `key` changes and when asked again; an answer that comes too late is not shown. */
export function useLoaded<T>(key: string, load: () => Promise<HttpResult<T>>): Loaded<T> {
  const [count, setCount] = useState(0);
  const [answer, setAnswer] = useState<Answer<T> | null>(null);
  const newest = useRef(load);
  useEffect(() => {
    newest.current = load;
  });
  const turn = `${count} ${key}`;
  useEffect(() => {
    let gone = false;
    void newest.current().then((result) => {
      if (!gone) setAnswer({ turn, result });
    });
    return () => {
      gone = true;
    };
  }, [turn]);
  const again = useCallback(() => setCount((before) => before + 1), []);
  const result = answer?.result;
  return {
    value: result?.ok ? result.value : null,
    problem: result?.ok === false ? result.problem : null,
    busy: answer?.turn !== turn,
    again,
  };
}
