import type { Speech } from '@diemcau/core';
import { speechClock } from '../ui/speech-clock.ts';
import { SpeechTimer } from '../ui/speech-timer.tsx';
import { useServerNow } from './use-server-now.ts';

/** Five readings a second keep the shown second within a fifth of the true one. */
const TICK_MS = 200;

interface LiveTimerProps {
  readonly speech: Speech;
  readonly pausedAtMs: number | null;
  readonly size?: 'm' | 'l' | 'hall';
}

/** The timer of a speech on the server's clock. */
export function LiveTimer({ speech, pausedAtMs, size = 'm' }: LiveTimerProps) {
  const nowMs = useServerNow(TICK_MS);
  const { startedAtMs, endsAtMs } = speech;
  return <SpeechTimer clock={speechClock({ startedAtMs, endsAtMs, pausedAtMs }, nowMs)} size={size} />;
}
