import { ActionIcon, Tooltip } from '@mantine/core';
import { IconVolume, IconVolumeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SiteId } from '@diemcau/core';
import { siteOf } from '../../live/floor.ts';
import { useConference } from '../../live/use-live.ts';
import { BrandMark } from '../../ui/brand.tsx';
import { LanguageSwitch } from '../../ui/language-switch.tsx';
import { PhaseChip } from '../../ui/phase-chip.tsx';
import styles from './room-header.module.css';

interface RoomHeaderProps {
  readonly siteId: SiteId;
  readonly muted: boolean;
  readonly onMute: (muted: boolean) => void;
}

export function RoomHeader({ siteId, muted, onMute }: RoomHeaderProps) {
  const { t } = useTranslation();
  const view = useConference();
  const sound = t(muted ? 'siteRoom.unmute' : 'siteRoom.mute');
  return (
    <header className={styles.header}>
      <BrandMark />
      <div className={styles.names}>
        <h1 className={styles.site}>{siteOf(view, siteId)?.name}</h1>
        <p className={styles.conference}>{view.title}</p>
      </div>
      <PhaseChip phase={view.phase} rehearsal={view.rehearsal} />
      <Tooltip label={sound}>
        <ActionIcon variant="default" size="xl" aria-label={sound} aria-pressed={muted} onClick={() => onMute(!muted)}>
          {muted ? <IconVolumeOff size="1.375rem" /> : <IconVolume size="1.375rem" />}
        </ActionIcon>
      </Tooltip>
      <LanguageSwitch />
    </header>
  );
}
