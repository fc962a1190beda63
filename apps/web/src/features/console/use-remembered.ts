import { useCallback, useState } from 'react';
import { recall, remember } from '../../live/remembered.ts';

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

/** A switch that this browser keeps. */
export function useRemembered(key: string, otherwise: boolean): readonly [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(() => recall(key, isBoolean) ?? otherwise);
  const change = useCallback(
    (next: boolean) => {
      setOn(next);
      remember(key, next);
    },
    [key],
  );
  return [on, change];
}
