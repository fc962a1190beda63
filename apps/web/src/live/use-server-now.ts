import { useEffect, useState } from 'react';
import { useLiveSource } from './live-context.ts';

/** The server's time, read again every `everyMs`. */
export function useServerNow(everyMs: number): number {
  const client = useLiveSource();
  const [nowMs, setNowMs] = useState(() => serverNowMs(client.snapshot().clockOffsetMs));
  useEffect(() => {
    const tick = () => setNowMs(serverNowMs(client.snapshot().clockOffsetMs));
    tick();
    const timer = setInterval(tick, everyMs);
    return () => clearInterval(timer);
  }, [client, everyMs]);
  return nowMs;
}

export function serverNowMs(clockOffsetMs: number): number {
  return Date.now() + clockOffsetMs;
}
