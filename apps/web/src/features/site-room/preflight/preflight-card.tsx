import { useState } from 'react';
import { Button, Loader } from '@mantine/core';
import { IconMicrophone, IconRefresh, IconVolume } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SiteId } from '@diemcau/core';
import { PointList } from '../../../live/preflight/point-list.tsx';
import { VerdictMark } from '../../../live/preflight/verdict-mark.tsx';
import { useConference } from '../../../live/use-live.ts';
import { clockText } from '../../../ui/time-text.ts';
import { checksByItself, isSeenOrCalled } from './may-check.ts';
import styles from './preflight-card.module.css';
import type { RoomPreflight } from './use-preflight.ts';

interface PreflightCardProps {
  readonly siteId: SiteId;
  readonly preflight: RoomPreflight;
}

/** The room's own check: what runs, what came of it, what to do. */
export function PreflightCard({ siteId, preflight }: PreflightCardProps) {
  const { t } = useTranslation();
  const view = useConference();
  const { check, step, unsent, run } = preflight;
  const seen = isSeenOrCalled(view, siteId);
  return (
    <section
      className={styles.card}
      aria-labelledby="preflight-title"
      data-testid="preflight"
      data-step={step ?? 'none'}
      data-verdict={check?.verdict}
    >
      <div className={styles.head}>
        <h2 id="preflight-title" className={styles.title}>
          {t('preflight.title')}
        </h2>
        <Button
          variant="default"
          size="sm"
          disabled={step !== null || seen}
          leftSection={<IconRefresh size="1.125rem" />}
          onClick={() => run('officer')}
          aria-keyshortcuts="K"
          title={t('preflight.room.keyHint')}
          data-testid="preflight-run"
        >
          {t(check ? 'preflight.room.again' : 'preflight.room.start')}
        </Button>
      </div>
      <Running preflight={preflight} />
      {seen && <p className={styles.quiet}>{t('preflight.room.onAir')}</p>}
      {!seen && !checksByItself(view) && <p className={styles.quiet}>{t('preflight.room.runningConference')}</p>}
      {step === null && !check && !seen && <p className={styles.quiet}>{t('preflight.room.none')}</p>}
      {(step === null || step === 'sending') && check && <Outcome preflight={preflight} />}
      {unsent && (
        <p role="alert" className={styles.unsent}>
          {t('preflight.room.notSent')}
        </p>
      )}
    </section>
  );
}

function Running({ preflight: { step } }: { readonly preflight: RoomPreflight }) {
  const { t } = useTranslation();
  return (
    <div role="status" className={styles.status}>
      {step !== null && step !== 'sending' && (
        <div className={styles.running} data-voice={step === 'voice'}>
          <StepMark step={step} />
          <p>{t(`preflight.room.step.${step}`)}</p>
        </div>
      )}
    </div>
  );
}

function StepMark({ step }: { readonly step: RoomPreflight['step'] }) {
  if (step === 'voice') return <IconMicrophone size="1.5rem" aria-hidden="true" />;
  if (step === 'tone') return <IconVolume size="1.5rem" aria-hidden="true" />;
  return <Loader size="sm" color="gray" aria-hidden="true" />;
}

function Outcome({ preflight: { check, before, answer } }: { readonly preflight: RoomPreflight }) {
  const { t, i18n } = useTranslation();
  const [all, setAll] = useState(false);
  if (!check) return null;
  const unanswered = check.points.some(({ reason }) => reason === 'speaker-unanswered');
  return (
    <>
      <p className={styles.result} role="status">
        <VerdictMark verdict={check.verdict} small />
        <span>
          {t(`preflight.room.result.${check.verdict}`)}{' '}
          <span className={styles.quiet}>{t('preflight.board.checkedAt', { time: clockText(check.atMs, i18n.language, false) })}</span>
        </span>
      </p>
      {unanswered && (
        <div className={styles.question} role="group" aria-labelledby="preflight-question">
          <p id="preflight-question">{t('preflight.room.question')}</p>
          <Button size="md" onClick={() => answer(true)} data-testid="preflight-heard">
            {t('preflight.room.heard')}
          </Button>
          <Button size="md" variant="default" onClick={() => answer(false)} data-testid="preflight-not-heard">
            {t('preflight.room.notHeard')}
          </Button>
        </div>
      )}
      <PointList check={check} before={before} wrongOnly={!all} />
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        aria-expanded={all}
        onClick={() => setAll(!all)}
        className={styles.more ?? ''}
      >
        {t('preflight.room.details')}
      </Button>
    </>
  );
}
