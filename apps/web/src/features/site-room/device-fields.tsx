import { Button, NativeSelect } from '@mantine/core';
import { IconCamera, IconMicrophone, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { DeviceProblemText } from './device-problem-text.tsx';
import { MicrophoneLevel } from './microphone-level.tsx';
import { PresetChoice } from './preset-choice.tsx';
import { microphoneTrack } from './setup-state.ts';
import type { SetupState } from './setup-state.ts';
import { SpeakerTest } from './speaker-test.tsx';
import { useLevelMeter } from './use-level-meter.ts';

/** Which camera and microphone, what kind of sound, and whether they work. */
export function DeviceFields({ setup }: { readonly setup: SetupState }) {
  const { t } = useTranslation();
  const { choice, choose, devices } = setup;
  const meter = useLevelMeter(microphoneTrack(devices));
  const troubled = [devices.camera, devices.microphone].some((opened) => opened && 'problem' in opened);
  return (
    <>
      <div>
        <NativeSelect
          label={t('siteRoom.setup.camera')}
          size="md"
          leftSection={<IconCamera size="1.25rem" aria-hidden="true" />}
          data={useOptions(devices.list, 'videoinput')}
          value={choice.cameraId ?? ''}
          onChange={(event) => choose({ ...choice, cameraId: event.currentTarget.value || null })}
        />
        <DeviceProblemText device="camera" opened={devices.camera} />
      </div>
      <div>
        <NativeSelect
          label={t('siteRoom.setup.microphone')}
          size="md"
          leftSection={<IconMicrophone size="1.25rem" aria-hidden="true" />}
          data={useOptions(devices.list, 'audioinput')}
          value={choice.microphoneId ?? ''}
          onChange={(event) => choose({ ...choice, microphoneId: event.currentTarget.value || null })}
        />
        <DeviceProblemText device="microphone" opened={devices.microphone} />
        <MicrophoneLevel meter={meter} />
      </div>
      <PresetChoice preset={choice.preset} onChange={(preset) => choose({ ...choice, preset })} />
      <SpeakerTest />
      {troubled && (
        <Button variant="light" leftSection={<IconRefresh size="1.125rem" />} onClick={devices.again}>
          {t('siteRoom.setup.again')}
        </Button>
      )}
    </>
  );
}

/** Browsers tell the names only after one device was allowed. */
function useOptions(list: readonly MediaDeviceInfo[], kind: MediaDeviceKind) {
  const { t } = useTranslation();
  const unnamed = kind === 'videoinput' ? 'siteRoom.setup.unnamedCamera' : 'siteRoom.setup.unnamedMicrophone';
  const found = list.filter((device) => device.kind === kind && device.deviceId !== '');
  const named = found.map((device, place) => ({ value: device.deviceId, label: device.label || t(unnamed, { number: place + 1 }) }));
  return [{ value: '', label: t('siteRoom.setup.defaultDevice') }, ...named];
}
