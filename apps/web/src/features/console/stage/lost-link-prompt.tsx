import { Button } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Speech } from '@diemcau/core';
import { speakingSite } from '../../../live/floor.ts';
import { LiveTimer } from '../../../live/live-timer.tsx';
import { useAct } from '../../../live/use-act.ts';
import { useConference } from '../../../live/use-live.ts';
import { useRules } from '../../../live/use-rules.ts';
import { useServerNow } from '../../../live/use-server-now.ts';
import { durationText } from '../../../ui/time-text.ts';
import styles from './lost-link-prompt.module.css';

/** The speaker's link is dead: for now the floor is kept, then the chair is asked. */
export function LostLinkPrompt() {
  const { t } = useTranslation();
  const view = useConference();
  const act = useAct();
  const why = useRules();
  const { speech } = view;
  const site = speakingSite(view);
  if (!speech || !site || speech.link === 'up') return null;
  const keep = { type: 'KeepFloor', speechId: speech.speechId } as const;
  const take = { type: 'RevokeFloor', speechId: speech.speechId, reason: '' } as const;
  return (
    <section role="alert" className={styles.prompt} data-asking={speech.link === 'asking'} data-testid="lost-link-prompt">
      <IconPlugConnectedX size="2rem" aria-hidden="true" className={styles.icon} />
      <div className={styles.words}>
        <h2 className={styles.title}>{t('console.lost.title', { name: site.name })}</h2>
        <p>{speech.link === 'asking' ? t('console.lost.asking') : <Countdown speech={speech} pausedAtMs={view.pausedAtMs} />}</p>
      </div>
      <div className={styles.actions}>
        <Button size="md" variant="default" disabled={why(keep) !== null} onClick={() => void act(keep)} data-testid="btn-keep-floor">
          {t('console.lost.keep')}
        </Button>
        <Button size="md" color="red" disabled={why(take) !== null} onClick={() => void act(take)} data-testid="btn-take-floor">
          {t('console.lost.take')}
        </Button>
      </div>
      <LiveTimer speech={speech} pausedAtMs={view.pausedAtMs} />
    </section>
  );
}

const TICK_MS = 500;

/** Hidden from live regions: a second that passes is no news. */
function Countdown({ speech, pausedAtMs }: { readonly speech: Speech; readonly pausedAtMs: number | null }) {
  const { t } = useTranslation();
  const nowMs = useServerNow(TICK_MS);
  const leftMs = (speech.graceEndsAtMs ?? nowMs) - (pausedAtMs ?? nowMs);
  return <span aria-live="off">{t('console.lost.grace', { time: durationText(leftMs) })}</span>;
}
