import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { speakingSite } from '../../live/floor.ts';
import { LiveTimer } from '../../live/live-timer.tsx';
import { useConference } from '../../live/use-live.ts';
import { useRules } from '../../live/use-rules.ts';
import { LowerThird } from '../../ui/lower-third.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import styles from './speaker-strip.module.css';

/** Who speaks, about what, and for how long still. */
export function SpeakerStrip() {
  const { t } = useTranslation();
  const view = useConference();
  const why = useRules();
  const [revoking, setRevoking] = useState(false);
  const { speech } = view;
  const site = speakingSite(view);
  if (!speech || !site)
    return (
      <div className={styles.strip} data-empty="true">
        {t('console.nobodySpeaking')}
      </div>
    );
  const mayRevoke = why({ type: 'RevokeFloor', speechId: speech.speechId, reason: '' }) === null;
  return (
    <div className={styles.strip}>
      <div className={styles.words}>
        <LowerThird name={site.name} subject={speech.subject} pointOfOrder={speech.kind === 'point-of-order'} />
      </div>
      {mayRevoke && (
        <Button variant="subtle" color="gray" size="sm" onClick={() => setRevoking(true)} data-testid="btn-revoke">
          {t('console.revoke.open')}
        </Button>
      )}
      <LiveTimer speech={speech} pausedAtMs={view.pausedAtMs} size="l" />
      <RevokeDialog opened={revoking} speech={speech} siteName={site.name} onClose={() => setRevoking(false)} />
    </div>
  );
}
