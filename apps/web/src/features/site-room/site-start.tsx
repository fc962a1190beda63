import { useCallback, useState } from 'react';
import type { SiteId } from '@diemcau/core';
import { recallDeviceChoice, recallEntered, rememberDeviceChoice, rememberEntered } from '../../live/device-choice.ts';
import type { DeviceChoice } from '../../live/devices.ts';
import { useConference } from '../../live/use-live.ts';
import { ClosedRoom } from './closed-room.tsx';
import { DeviceSetup } from './device-setup.tsx';
import { Room } from './room.tsx';
import { useDevices } from './use-devices.ts';

/** Set-up, then the room; a reload goes straight back into the room with the devices it had. */
export function SiteStart({ siteId }: { readonly siteId: SiteId }) {
  const { conferenceId, phase } = useConference();
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
  if (closed) return <ClosedRoom />;
  const setup = { choice, choose, devices };
  return entered ? <Room siteId={siteId} setup={setup} /> : <DeviceSetup siteId={siteId} setup={setup} onEnter={enter} />;
}
