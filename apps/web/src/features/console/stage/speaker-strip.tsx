import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { siteOf, speakingSite } from '../../../live/floor.ts';
import { LiveTimer } from '../../../live/live-timer.tsx';
import { useConference } from '../../../live/use-live.ts';
import { useRules } from '../../../live/use-rules.ts';
import { LowerThird } from '../../../ui/lower-third.tsx';
import { durationText } from '../../../ui/time-text.ts';
import { LostLinkPrompt } from './lost-link-prompt.tsx';
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
  if (!speech || !site) return <LastSpeaker />;
  if (speech.link !== 'up') return <LostLinkPrompt />;
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

/** Keeps the strip's place while nobody speaks, with whoever spoke last. */
function LastSpeaker() {
  const { t } = useTranslation();
  const view = useConference();
  const last = view.pastSpeeches.at(-1);
  const name = last && siteOf(view, last.siteId)?.name;
  const time = last ? durationText(last.endedAtMs - last.startedAtMs) : '';
  return (
    <div className={styles.strip} data-empty="true">
      {name ? t('console.lastSpoke', { name, time }) : t('console.nobodySpeaking')}
    </div>
  );
}
