import { useEffect, useState } from 'react';
import { LevelMeter, meterRatio } from '../../live/level-meter.ts';

/** Listens to the microphone while there is one. */
export function useLevelMeter(track: MediaStreamTrack | null): LevelMeter | null {
  const [meter, setMeter] = useState<LevelMeter | null>(null);
  useEffect(() => {
    if (!track) return;
    const opened = new LevelMeter(track);
    setMeter(opened);
    return () => {
      opened.close();
      setMeter(null);
    };
  }, [track]);
  return meter;
}

/** Twelve a second look alive and cost nothing. */
const READ_EVERY_MS = 80;

/** Where the bar stands, 0–1, followed while shown. */
export function useMeterRatio(meter: LevelMeter | null): number {
  const [ratio, setRatio] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setRatio(meterRatio(meter?.latestDbfs ?? null)), READ_EVERY_MS);
    return () => clearInterval(timer);
  }, [meter]);
  return meter ? ratio : 0;
}
