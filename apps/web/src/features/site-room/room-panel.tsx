import { useState } from 'react';
import { Button, Modal } from '@mantine/core';
import { IconAdjustments } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SiteId } from '@diemcau/core';
import type { LevelMeter } from '../../live/level-meter.ts';
import { useConference } from '../../live/use-live.ts';
import { DeviceFields } from './device-fields.tsx';
import { DeviceWarning } from './device-warning.tsx';
import { OwnView } from './own-view.tsx';
import { checksByItself } from './preflight/may-check.ts';
import { PreflightCard } from './preflight/preflight-card.tsx';
import type { RoomPreflight } from './preflight/use-preflight.ts';
import { RoomSide } from './room-side.tsx';
import styles from './room-panel.module.css';
import type { SetupState } from './setup-state.ts';
import { TakeoverNotice } from './takeover-notice.tsx';
import type { OwnLink } from './use-own-link.ts';

interface RoomPanelProps {
  readonly siteId: SiteId;
  readonly setup: SetupState;
  readonly preflight: RoomPreflight;
  readonly link: OwnLink;
  readonly meter: LevelMeter | null;
}

/** What the officer of the room does, beside the program. */
export function RoomPanel({ siteId, setup, preflight, link, meter }: RoomPanelProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  // Once the conference runs, other things come first.
  const before = checksByItself(useConference());
  return (
    <aside className={styles.panel}>
      <TakeoverNotice />
      {before && <PreflightCard siteId={siteId} preflight={preflight} />}
      <RoomSide siteId={siteId} />
      {!before && <PreflightCard siteId={siteId} preflight={preflight} />}
      <div className={styles.own}>
        <OwnView devices={setup.devices} link={link} meter={meter} />
        <DeviceWarning devices={setup.devices} onOpen={() => setOpen(true)} />
        <Button variant="default" fullWidth leftSection={<IconAdjustments size="1.125rem" />} onClick={() => setOpen(true)}>
          {t('siteRoom.devices')}
        </Button>
      </div>
      <Modal opened={open} onClose={() => setOpen(false)} title={t('siteRoom.setup.title')} size="lg">
        <div className={styles.fields}>
          <DeviceFields setup={setup} />
        </div>
      </Modal>
    </aside>
  );
}
