import { Button } from '@mantine/core';
import { IconSquareCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Speech } from '@diemcau/core';
import { LiveTimer } from '../../live/live-timer.tsx';
import { useAct } from '../../live/use-act.ts';
import styles from './request-panel.module.css';

/** The room speaks: how long still, and the word that ends it. */
export function OwnSpeech({ speech, pausedAtMs }: { readonly speech: Speech; readonly pausedAtMs: number | null }) {
  const { t } = useTranslation();
  const act = useAct();
  return (
    <>
      <div className={styles.timer}>
        <LiveTimer speech={speech} pausedAtMs={pausedAtMs} size="l" />
      </div>
      <p className={styles.subject}>{speech.subject}</p>
      <Button
        size="lg"
        variant="default"
        leftSection={<IconSquareCheck size="1.25rem" />}
        data-testid="yield-floor"
        onClick={() => void act({ type: 'YieldFloor', speechId: speech.speechId })}
      >
        {t('siteRoom.request.yield')}
      </Button>
    </>
  );
}
