import { describe, expect, it } from 'vitest';
import { deviceState, problemOf, soundConstraints } from './devices.ts';
import { SILENT_DBFS, dbfs, meterRatio } from './level-meter.ts';

describe('devices of a room', () => {
  it('[SCREEN-19] a mixer’s sound is left alone, a laptop’s is cleaned', () => {
    expect(soundConstraints({ microphoneId: null, preset: 'mixer' })).toEqual({
      echoCancellation: false,
      noiseSuppression: false,
      autoGainControl: false,
    });
    expect(soundConstraints({ microphoneId: 'm1', preset: 'laptop' })).toEqual({
      deviceId: { ideal: 'm1' },
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
    });
  });

  it('[SCREEN-20] each way a device can fail has its own name', () => {
    const named = (name: string) => problemOf(Object.assign(new Error(name), { name }));
    expect(named('NotAllowedError')).toBe('denied');
    expect(named('NotFoundError')).toBe('missing');
    expect(named('NotReadableError')).toBe('busy');
    expect(named('TypeError')).toBe('failed');
    expect(deviceState(null)).toBe('off');
    expect(deviceState({ problem: 'insecure' })).toBe('denied');
    expect(deviceState({ problem: 'missing' })).toBe('missing');
  });

  it('[SCREEN-21] a level meter stands at 0 for silence and at 1 for full scale', () => {
    expect(dbfs(new Float32Array(8))).toBe(SILENT_DBFS);
    expect(dbfs(new Float32Array([0, -1, 0.5]))).toBe(0);
    expect(meterRatio(null)).toBe(0);
    expect(meterRatio(SILENT_DBFS)).toBe(0);
    expect(meterRatio(-30)).toBe(0.5);
    expect(meterRatio(0)).toBe(1);
  });
});
