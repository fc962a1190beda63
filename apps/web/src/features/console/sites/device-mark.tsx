import { IconMicrophone, IconMicrophoneOff, IconVideo, IconVideoOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DeviceState } from '@diemcau/core';
import styles from './device-mark.module.css';
import { isFailing } from './site-rows.ts';

interface DeviceMarkProps {
  readonly device: 'camera' | 'microphone';
  readonly state: DeviceState | 'unknown';
}

const ICONS = { camera: [IconVideo, IconVideoOff], microphone: [IconMicrophone, IconMicrophoneOff] } as const;

/** Struck through where it does not work; the title says why. */
export function DeviceMark({ device, state }: DeviceMarkProps) {
  const { t } = useTranslation();
  const label = t(`console.sites.${device}.${state}`);
  const Icon = ICONS[device][state === 'ok' || state === 'unknown' ? 0 : 1];
  return (
    <span
      className={styles.mark}
      data-failing={isFailing(state)}
      data-known={state !== 'unknown'}
      role="img"
      aria-label={label}
      title={label}
    >
      <Icon size="1.125rem" stroke={1.75} aria-hidden="true" />
    </span>
  );
}
