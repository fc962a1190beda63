import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useConference } from '../../live/use-live.ts';
import { LanguageSwitch } from '../../ui/language-switch.tsx';
import { Slate } from '../../ui/slate.tsx';
import styles from './closed-room.module.css';

export function ClosedRoom() {
  const { t } = useTranslation();
  const { title } = useConference();
  return (
    <main className={styles.room}>
      <div className={styles.corner}>
        <LanguageSwitch />
      </div>
      <Slate title={title} state={t('siteRoom.closed.title')} lines={[t('siteRoom.closed.text')]}>
        <Button component={Link} to="/" variant="default" mt="md">
          {t('siteRoom.closed.leave')}
        </Button>
      </Slate>
    </main>
  );
}
