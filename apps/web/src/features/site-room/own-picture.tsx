import { useMemo } from 'react';
import { IconCamera, IconCameraOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Picture } from '../../ui/picture.tsx';
import { cameraTrack } from './setup-state.ts';
import type { Devices } from './use-devices.ts';

/** What the room's camera sees, as others would; not mirrored, because slides and banners must read right. */
export function OwnPicture({ devices, testId }: { readonly devices: Devices; readonly testId: string }) {
  const { t } = useTranslation();
  const track = cameraTrack(devices);
  const stream = useMemo(() => (track ? new MediaStream([track]) : undefined), [track]);
  const { camera } = devices;
  const problem = camera && 'problem' in camera ? camera.problem : null;
  const empty = (
    <>
      {problem ? <IconCameraOff size="2rem" stroke={1.5} /> : <IconCamera size="2rem" stroke={1.5} />}
      {problem === null && <span>{t('program.waitingPicture')}</span>}
    </>
  );
  return <Picture stream={stream} label={t('siteRoom.selfPicture')} testId={testId} fed={track !== null} empty={empty} fit="cover" />;
}
