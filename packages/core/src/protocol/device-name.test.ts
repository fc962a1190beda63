import { expect, it } from 'vitest';
import { deviceName } from './device-name.ts';

it('[SCREEN-33] the device that asks to take over is named by its browser and system', () => {
  const chrome = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
  expect(deviceName(chrome)).toBe('Chrome, Windows');
  expect(deviceName(`${chrome} Edg/140.0`)).toBe('Edge, Windows');
  expect(deviceName('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604')).toBe(
    'Safari, iOS',
  );
  expect(deviceName('tv-box/1.0')).toBe('tv-box/1.0');
});
