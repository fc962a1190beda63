import type { DeviceState } from '@diemcau/core';

export type DevicePreset = 'laptop' | 'mixer';

/** What the officer of a room chose; ids are the browser's and mean nothing elsewhere. */
export interface DeviceChoice {
  readonly cameraId: string | null;
  readonly microphoneId: string | null;
  readonly preset: DevicePreset;
}

export type SoundChoice = Pick<DeviceChoice, 'microphoneId' | 'preset'>;

export const DEFAULT_CHOICE: DeviceChoice = { cameraId: null, microphoneId: null, preset: 'laptop' };

/** Why a device cannot be used; `insecure`: the page has no https, so the browser offers none at all. */
export type DeviceProblem = 'denied' | 'missing' | 'busy' | 'insecure' | 'failed';

export type OpenedTrack = { readonly track: MediaStreamTrack } | { readonly problem: DeviceProblem };

/** 720p25 is the program's picture; a camera that has less gives what it has. */
const PICTURE: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 25, max: 25 },
};

/** A mixer has done all this with better means; doing it twice eats syllables. */
export function soundConstraints({ microphoneId, preset }: SoundChoice): MediaTrackConstraints {
  const processing = preset === 'laptop';
  return {
    ...preferred(microphoneId),
    echoCancellation: processing,
    noiseSuppression: processing,
    autoGainControl: processing,
  };
}

/** Preferred, not demanded: a camera that stayed at home since last quarter must not stop the room. */
function preferred(deviceId: string | null): MediaTrackConstraints {
  return deviceId === null ? {} : { deviceId: { ideal: deviceId } };
}

/** Camera and microphone are opened apart, so that a room without a camera still speaks. */
export async function openCamera(cameraId: string | null): Promise<OpenedTrack> {
  const opened = await open({ video: { ...PICTURE, ...preferred(cameraId) } });
  // Faces and gestures: keep the frame rate when bandwidth is short.
  if ('track' in opened) opened.track.contentHint = 'motion';
  return opened;
}

export async function openMicrophone(choice: SoundChoice): Promise<OpenedTrack> {
  return open({ audio: soundConstraints(choice) });
}

async function open(constraints: MediaStreamConstraints): Promise<OpenedTrack> {
  if (!window.isSecureContext || !navigator.mediaDevices) return { problem: 'insecure' };
  try {
    const stream = await navigator.mediaDevices.getUserMedia(constraints);
    const [track] = stream.getTracks();
    return track ? { track } : { problem: 'missing' };
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

/** The error names of Media Capture and Streams §10.6. */
export function problemOf(error: unknown): DeviceProblem {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing';
  if (name === 'NotReadableError' || name === 'AbortError') return 'busy';
  return 'failed';
}

/** What the console is told; it need not know more than what its people can help with. */
export function deviceState(opened: OpenedTrack | null): DeviceState {
  if (!opened) return 'off';
  if ('track' in opened) return opened.track.readyState === 'live' ? 'ok' : 'missing';
  if (opened.problem === 'insecure') return 'denied';
  return opened.problem === 'failed' ? 'busy' : opened.problem;
}
