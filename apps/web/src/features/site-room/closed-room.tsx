import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { overOf } from '@diemcau/core';
import { Link } from 'react-router';
import { useConference } from '../../live/use-live.ts';
import { LanguageSwitch } from '../../ui/language-switch.tsx';
import { Slate } from '../../ui/slate.tsx';
import styles from './closed-room.module.css';

/** After the closing, or where the conference was called off. */
export function ClosedRoom() {
  const { t } = useTranslation();
  const view = useConference();
  const cancelled = overOf(view) === 'cancelled' ? view.cancelled : null;
  const why = cancelled?.reason ? t('planning.overview.cancelledWhy', { reason: cancelled.reason }) : null;
  const lines = cancelled ? [why, t('siteRoom.cancelled')] : [t('siteRoom.closed.text')];
  return (
    <main className={styles.room}>
      <div className={styles.corner}>
        <LanguageSwitch />
      </div>
      <Slate title={view.title} state={t(cancelled ? 'views.hall.cancelled' : 'siteRoom.closed.title')} lines={lines}>
        <Button component={Link} to="/" variant="default" mt="md">
          {t('siteRoom.closed.leave')}
        </Button>
      </Slate>
    </main>
  );
}
