import { useCallback, useState } from 'react';
import type { SiteId } from '@diemcau/core';
import { recallDeviceChoice, recallEntered, rememberDeviceChoice, rememberEntered } from '../../live/device-choice.ts';
import type { DeviceChoice } from '../../live/devices.ts';
import { useConference } from '../../live/use-live.ts';
import { ClosedRoom } from './closed-room.tsx';
import { DeviceSetup } from './device-setup.tsx';
import { usePreflight } from './preflight/use-preflight.ts';
import { usePreflightStarts } from './preflight/use-preflight-starts.ts';
import { Room } from './room.tsx';
import { useDevices } from './use-devices.ts';

/** Set-up, then the room; a reload goes straight back into the room with the devices it had. */
export function SiteStart({ siteId }: { readonly siteId: SiteId }) {
  const view = useConference();
  const { conferenceId, phase } = view;
  const [choice, setChoice] = useState(recallDeviceChoice);
  const [entered, setEntered] = useState(() => recallEntered(conferenceId, siteId, Date.now()));
  const closed = phase === 'closed';
  const devices = useDevices(choice, !closed);
  const choose = useCallback((next: DeviceChoice) => {
    setChoice(next);
    rememberDeviceChoice(next);
  }, []);
  const enter = useCallback(() => {
    rememberEntered(conferenceId, siteId, Date.now());
    setEntered(true);
  }, [conferenceId, siteId]);
  const setup = { choice, choose, devices };
  // It goes on while its officer enters the room.
  const preflight = usePreflight(view, siteId, setup);
  usePreflightStarts(view, siteId, setup, preflight);
  if (closed) return <ClosedRoom />;
  const props = { siteId, setup, preflight };
  return entered ? <Room {...props} /> : <DeviceSetup {...props} onEnter={enter} />;
}
