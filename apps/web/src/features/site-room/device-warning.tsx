import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './device-warning.module.css';
import type { Devices } from './use-devices.ts';

/** A device that fails while the room is in session; opens the set-up. */
export function DeviceWarning({ devices, onOpen }: { readonly devices: Devices; readonly onOpen: () => void }) {
  const { t } = useTranslation();
  const failing = (['camera', 'microphone'] as const).find((device) => {
    const opened = devices[device];
    return opened !== null && 'problem' in opened;
  });
  if (!failing) return null;
  return (
    <button type="button" className={styles.warning} onClick={onOpen} data-testid="device-warning">
      <IconAlertTriangle size="1.25rem" aria-hidden="true" />
      <span>
        {t('siteRoom.deviceWarning')}: {t(`siteRoom.setup.${failing}`)}
      </span>
    </button>
  );
}
