import { useCallback, useEffect, useMemo, useState } from 'react';
import { openCamera, openMicrophone } from '../../live/devices.ts';
import type { DeviceChoice, OpenedTrack } from '../../live/devices.ts';

export interface Devices {
  /** null while the browser is asked. */
  readonly camera: OpenedTrack | null;
  readonly microphone: OpenedTrack | null;
  /** Every camera and microphone there is; named once one of them was allowed. */
  readonly list: readonly MediaDeviceInfo[];
  /** Asks the browser again. */
  readonly again: () => void;
}

/** One asking of the browser; a new object asks anew. */
interface Asking {
  readonly turn: number;
  readonly open: () => Promise<OpenedTrack>;
}

/** Camera and microphone of the room, open while `wanted`. */
export function useDevices(choice: DeviceChoice, wanted: boolean): Devices {
  const [turn, setTurn] = useState(0);
  const again = useCallback(() => setTurn((count) => count + 1), []);
  const { cameraId, microphoneId, preset } = choice;
  const askCamera = useMemo<Asking>(() => ({ turn, open: () => openCamera(cameraId) }), [turn, cameraId]);
  const askMicrophone = useMemo<Asking>(
    () => ({ turn, open: () => openMicrophone({ microphoneId, preset }) }),
    [turn, microphoneId, preset],
  );
  const camera = useOpenedTrack(askCamera, wanted);
  const microphone = useOpenedTrack(askMicrophone, wanted);
  const list = useDeviceList(camera, microphone);
  useReturningDevices(camera, microphone, again);
  return { camera, microphone, list, again };
}

function useOpenedTrack(asking: Asking, wanted: boolean): OpenedTrack | null {
  const [opened, setOpened] = useState<OpenedTrack | null>(null);
  useEffect(() => {
    if (!wanted) return;
    let gone = false;
    let track: MediaStreamTrack | null = null;
    void asking.open().then((result) => {
      if (gone) return 'track' in result && result.track.stop();
      track = 'track' in result ? result.track : null;
      // Unplugged while in use.
      track?.addEventListener('ended', () => gone || setOpened({ problem: 'missing' }));
      setOpened(result);
    });
    return () => {
      gone = true;
      track?.stop();
      setOpened(null);
    };
  }, [asking, wanted]);
  return opened;
}

function useDeviceList(camera: OpenedTrack | null, microphone: OpenedTrack | null): readonly MediaDeviceInfo[] {
  const [list, setList] = useState<readonly MediaDeviceInfo[]>([]);
  useEffect(() => {
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    if (!devices) return;
    const read = () => void devices.enumerateDevices().then(setList, () => undefined);
    read();
    devices.addEventListener('devicechange', read);
    return () => devices.removeEventListener('devicechange', read);
  }, [camera, microphone]);
  return list;
}

/** A camera that was missing and is plugged in starts by itself. */
function useReturningDevices(camera: OpenedTrack | null, microphone: OpenedTrack | null, again: () => void): void {
  const missing = [camera, microphone].some((opened) => opened && 'problem' in opened && opened.problem === 'missing');
  useEffect(() => {
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    if (!missing || !devices) return;
    devices.addEventListener('devicechange', again);
    return () => devices.removeEventListener('devicechange', again);
  }, [missing, again]);
}
