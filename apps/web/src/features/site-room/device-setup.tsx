import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SiteId } from '@diemcau/core';
import { siteOf } from '../../live/floor.ts';
import { useConference } from '../../live/use-live.ts';
import { Brand } from '../../ui/brand.tsx';
import { LanguageSwitch } from '../../ui/language-switch.tsx';
import { DeviceFields } from './device-fields.tsx';
import styles from './device-setup.module.css';
import { OwnPicture } from './own-picture.tsx';
import { PreflightCard } from './preflight/preflight-card.tsx';
import type { RoomPreflight } from './preflight/use-preflight.ts';
import { cameraTrack, microphoneTrack } from './setup-state.ts';
import type { SetupState } from './setup-state.ts';

interface DeviceSetupProps {
  readonly siteId: SiteId;
  readonly setup: SetupState;
  readonly preflight: RoomPreflight;
  readonly onEnter: () => void;
}

/** See the picture, hear the sound, then enter. */
export function DeviceSetup({ siteId, setup, preflight, onEnter }: DeviceSetupProps) {
  const { t } = useTranslation();
  const view = useConference();
  const { devices } = setup;
  const asking = devices.camera === null || devices.microphone === null;
  const complete = cameraTrack(devices) !== null && microphoneTrack(devices) !== null;
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <Brand />
        <LanguageSwitch />
      </header>
      <main className={styles.main}>
        <div className={styles.head}>
          <p className={styles.conference}>{view.title}</p>
          <h1 className={styles.site}>{siteOf(view, siteId)?.name}</h1>
        </div>
        <section className={styles.picture} aria-label={t('siteRoom.setup.picture')}>
          <OwnPicture devices={devices} testId="setup-video" />
        </section>
        <div className={styles.check}>
          <PreflightCard siteId={siteId} preflight={preflight} />
        </div>
        <section className={styles.fields}>
          <div>
            <h2>{t('siteRoom.setup.title')}</h2>
            <p className={styles.text}>{t('siteRoom.setup.text')}</p>
          </div>
          <DeviceFields setup={setup} />
          <Button
            size="xl"
            fullWidth
            disabled={asking}
            variant={complete ? 'filled' : 'default'}
            onClick={onEnter}
            data-testid="enter-room"
          >
            {t(complete || asking ? 'siteRoom.setup.enter' : 'siteRoom.setup.enterAnyway')}
          </Button>
          <p role="status" className={styles.asking}>
            {asking && t('siteRoom.setup.asking')}
          </p>
        </section>
      </main>
    </div>
  );
}
