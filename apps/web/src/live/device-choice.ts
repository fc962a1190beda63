import { DEFAULT_CHOICE } from './devices.ts';
import type { DeviceChoice } from './devices.ts';
import { recall, remember } from './remembered.ts';

/** Kept per browser, not per site: the same laptop serves the same room next quarter. */
export function recallDeviceChoice(): DeviceChoice {
  return recall('devices', isDeviceChoice) ?? DEFAULT_CHOICE;
}

export function rememberDeviceChoice(choice: DeviceChoice): void {
  remember('devices', choice);
}

function isDeviceChoice(value: unknown): value is DeviceChoice {
  if (typeof value !== 'object' || value === null) return false;
  const { cameraId, microphoneId, preset } = value as Record<string, unknown>;
  const isId = (id: unknown) => id === null || typeof id === 'string';
  return isId(cameraId) && isId(microphoneId) && (preset === 'laptop' || preset === 'mixer');
}

/** A conference day is never longer; after it the room starts with the set-up again. */
const ENTERED_FOR_MS = 12 * 60 * 60 * 1000;

interface Entered {
  readonly siteId: string;
  readonly atMs: number;
}

export function recallEntered(conferenceId: string, siteId: string, nowMs: number): boolean {
  const entered = recall(`entered.${conferenceId}`, isEntered);
  return entered?.siteId === siteId && nowMs - entered.atMs < ENTERED_FOR_MS;
}

export function rememberEntered(conferenceId: string, siteId: string, nowMs: number): void {
  remember(`entered.${conferenceId}`, { siteId, atMs: nowMs } satisfies Entered);
}

function isEntered(value: unknown): value is Entered {
  return typeof value === 'object' && value !== null && 'siteId' in value && 'atMs' in value && typeof value.atMs === 'number';
}
