import { useState } from 'react';
import { Button, Progress } from '@mantine/core';
import { IconArchive, IconShieldCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { HttpResult } from '../../live/http.ts';
import { backUpNow, verifyNow } from '../../live/keeping-api.ts';
import type { SystemState, UpkeepRun } from '../../live/keeping-api.ts';
import { useTroubleText } from '../../live/use-trouble-text.ts';
import { Card } from '../../ui/card.tsx';
import { sizeText } from '../../ui/size-text.ts';
import { tellDone, tellProblem } from '../../ui/tell.ts';
import { dayTimeText } from '../../ui/time-text.ts';
import card from '../../ui/card.module.css';
import styles from './administration.module.css';

interface UpkeepTabProps {
  readonly state: SystemState;
  readonly mayChange: boolean;
  readonly onAsked: () => void;
}

export function UpkeepTab({ state, mayChange, onAsked }: UpkeepTabProps) {
  const { t } = useTranslation();
  const { backupFolder, backupTime: time } = state;
  const text =
    backupFolder === null ? t('administration.upkeep.backupNone') : t('administration.upkeep.backupText', { time, folder: backupFolder });
  return (
    <div className={card.columns}>
      <Card
        title={t('administration.upkeep.verifyTitle')}
        testId="verifications"
        action={mayChange && <AskButton kind="verify" runs={state.verifications} onAsked={onAsked} />}
      >
        <p className={styles.text}>{t('administration.upkeep.verifyText', { time })}</p>
        <RunList runs={state.verifications} />
      </Card>
      <Card
        title={t('administration.upkeep.backupTitle')}
        testId="backups"
        action={mayChange && backupFolder !== null && <AskButton kind="backup" runs={state.backups} onAsked={onAsked} />}
      >
        <p className={styles.text}>{text}</p>
        <RunList runs={state.backups} />
      </Card>
    </div>
  );
}

interface AskButtonProps {
  readonly kind: 'verify' | 'backup';
  readonly runs: readonly UpkeepRun[];
  readonly onAsked: () => void;
}

const ASK: Readonly<Record<AskButtonProps['kind'], () => Promise<HttpResult<unknown>>>> = { verify: verifyNow, backup: backUpNow };

function AskButton({ kind, runs, onAsked }: AskButtonProps) {
  const { t } = useTranslation();
  const troubleText = useTroubleText();
  const [busy, setBusy] = useState(false);
  const isOpen = runs.some(({ finishedAtMs }) => finishedAtMs === null);
  const ask = async () => {
    setBusy(true);
    const answer = await ASK[kind]();
    setBusy(false);
    if (answer.ok) tellDone(t('administration.upkeep.asked'));
    else tellProblem(troubleText(answer.problem));
    onAsked();
  };
  return (
    <Button
      variant="default"
      loading={busy}
      disabled={isOpen}
      leftSection={kind === 'verify' ? <IconShieldCheck size="1.125rem" /> : <IconArchive size="1.125rem" />}
      onClick={() => void ask()}
      data-testid={`${kind}-now`}
    >
      {t(kind === 'verify' ? 'administration.upkeep.verifyNow' : 'administration.upkeep.backupNow')}
    </Button>
  );
}

function RunList({ runs }: { readonly runs: readonly UpkeepRun[] }) {
  const { t } = useTranslation();
  if (runs.length === 0) return <p className={card.quiet}>{t('administration.upkeep.none')}</p>;
  return (
    <ul className={card.list}>
      {runs.map((run) => (
        <li key={run.runId} className={card.line} data-testid="upkeep-run" data-ended={run.finishedAtMs !== null}>
          {run.finishedAtMs === null ? <OpenRun run={run} /> : <EndedRun run={run} finishedAtMs={run.finishedAtMs} />}
        </li>
      ))}
    </ul>
  );
}

const STEPS = ['write', 'restore', 'verify'] as const;

function OpenRun({ run }: { readonly run: UpkeepRun }) {
  const { t } = useTranslation();
  const step = STEPS.find((one) => one === run.step);
  const label =
    run.beganAtMs === null
      ? t('administration.upkeep.waiting')
      : step
        ? t(`administration.upkeep.step.${step}`)
        : t('administration.upkeep.running');
  const percent = run.total > 0 ? (run.done / run.total) * 100 : null;
  return (
    <div className={card.words} role="status">
      <div className={card.name}>{label}</div>
      <Progress value={percent ?? 100} animated={percent === null} mt={6} aria-label={label} />
      {percent !== null && <div className={card.quiet}>{t('administration.upkeep.progress', { done: run.done, total: run.total })}</div>}
    </div>
  );
}

function EndedRun({ run, finishedAtMs }: { readonly run: UpkeepRun; readonly finishedAtMs: number }) {
  const { t, i18n } = useTranslation();
  const isGood = run.fault === '';
  const words = [
    t(run.scheduled ? 'administration.upkeep.scheduled' : 'administration.upkeep.byHand'),
    run.events === null ? null : t('administration.upkeep.events', { count: run.events }),
    run.bytes === null ? null : sizeText(run.bytes, i18n.language),
    isGood && run.file !== null ? t('administration.upkeep.restored') : null,
  ];
  const fault = run.fault === 'interrupted' ? t('administration.upkeep.interrupted') : run.fault;
  return (
    <>
      <div className={card.words}>
        <div className={card.name}>{dayTimeText(finishedAtMs, i18n.language)}</div>
        <div className={card.quiet}>{words.filter((word) => word !== null).join(' · ')}</div>
        {run.file !== null && <div className={card.quiet}>{run.file}</div>}
        {!isGood && <div className={card.trouble}>{t('administration.upkeep.fault', { fault })}</div>}
      </div>
      <span className={styles.state} data-state={isGood ? 'up' : 'down'}>
        {t(isGood ? 'administration.upkeep.good' : 'administration.upkeep.bad')}
      </span>
    </>
  );
}
