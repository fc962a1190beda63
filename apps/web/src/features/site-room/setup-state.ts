import type { DeviceChoice } from '../../live/devices.ts';
import type { Devices } from './use-devices.ts';

/** The chosen devices and what came of them, shared by the set-up and the room. */
export interface SetupState {
  readonly choice: DeviceChoice;
  readonly choose: (choice: DeviceChoice) => void;
  readonly devices: Devices;
}

export function cameraTrack({ camera }: Devices): MediaStreamTrack | null {
  return camera && 'track' in camera ? camera.track : null;
}

export function microphoneTrack({ microphone }: Devices): MediaStreamTrack | null {
  return microphone && 'track' in microphone ? microphone.track : null;
}
