import { useEffect } from 'react';
import { standbySiteId } from '@diemcau/core';
import type { ConferenceState, SiteId } from '@diemcau/core';
import { useLiveClient } from '../../live/live-context.ts';
import { cameraTrack, microphoneTrack } from './setup-state.ts';
import type { Devices } from './use-devices.ts';

/** Called to standby, the room answers for its devices, and again when one of them comes or goes. */
export function useConfirmReady(view: ConferenceState, siteId: SiteId, devices: Devices): void {
  const client = useLiveClient();
  const requestId = standbySiteId(view) === siteId ? (view.standby?.requestId ?? null) : null;
  const asking = devices.camera === null || devices.microphone === null;
  const camera = cameraTrack(devices) !== null;
  const microphone = microphoneTrack(devices) !== null;
  useEffect(() => {
    if (requestId === null || asking) return;
    // Nobody pressed anything, so nobody is told when standby has ended meanwhile.
    void client.send({ type: 'ConfirmReady', requestId, camera, microphone });
  }, [client, requestId, asking, camera, microphone]);
}
