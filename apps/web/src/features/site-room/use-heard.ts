import { useEffect, useRef, useState } from 'react';

export type Heard = 'quiet' | 'good' | 'loud';

/** A voice at a table is well above a third of the meter (-40 dBFS); a fan is below it. */
const VOICE_RATIO = 0.35;
const LOUD_RATIO = 0.97;
/** Long enough that the words do not flicker between two syllables or sentences. */
const REMEMBER_MS = 4_000;

/** What the last seconds sounded like. */
export function useHeard(ratio: number): Heard {
  const [heard, setHeard] = useState<Heard>('quiet');
  const forget = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (ratio < VOICE_RATIO) return;
    setHeard(ratio > LOUD_RATIO ? 'loud' : 'good');
    clearTimeout(forget.current);
    forget.current = setTimeout(() => setHeard('quiet'), REMEMBER_MS);
  }, [ratio]);
  useEffect(() => () => clearTimeout(forget.current), []);
  return heard;
}
