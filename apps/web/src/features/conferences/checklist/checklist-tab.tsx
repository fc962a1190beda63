import { Button, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { dueChecklist, STANDARD_CHECKLIST } from '@diemcau/core';
import { useAct } from '../../../live/use-act.ts';
import { useConference } from '../../../live/use-live.ts';
import { useRules } from '../../../live/use-rules.ts';
import { useServerNow } from '../../../live/use-server-now.ts';
import { QuietNotice } from '../../../ui/quiet-notice.tsx';
import panel from '../panel.module.css';
import { AddCheck } from './add-check.tsx';
import { checkGroups } from './check-groups.ts';
import { CheckRow } from './check-row.tsx';
import styles from './checklist.module.css';

/** Due dates move by the hour; a minute is soon enough. */
const TICK_MS = 60_000;

/** What the organiser sees to, from two weeks before to the last hour. */
export function ChecklistTab() {
  const { t } = useTranslation();
  const view = useConference();
  const why = useRules();
  const checks = dueChecklist(view, useServerNow(TICK_MS));
  const done = checks.filter(({ doneAtMs }) => doneAtMs !== null).length;
  const mayTick = why({ type: 'TickChecklistItem', checkId: 'asking' })?.code === 'checklist-item-unknown';
  const progress = t('planning.checklist.progress', { done, count: checks.length });
  return (
    <div className={styles.page}>
      <section className={panel.flush}>
        <div className={styles.head}>
          <p className={panel.text}>{t('planning.checklist.text')}</p>
          {checks.length > 0 && (
            <>
              <p role="status" data-testid="check-progress">
                {progress}
              </p>
              <Progress value={(done / checks.length) * 100} aria-label={progress} />
            </>
          )}
        </div>
        {checks.length === 0 && (
          <QuietNotice title={t('planning.checklist.empty')} text={t('planning.checklist.emptyText')}>
            {mayTick && <StandardButton />}
          </QuietNotice>
        )}
        {checkGroups(checks).map(({ name, checks: own }) => (
          <div key={name}>
            <h2 className={styles.group}>{t(`planning.checklist.group.${name}`)}</h2>
            <ul className={styles.list}>
              {own.map((check) => (
                <CheckRow key={check.checkId} check={check} mayTick={mayTick} />
              ))}
            </ul>
          </div>
        ))}
      </section>
      {mayTick && <AddCheck />}
    </div>
  );
}

function StandardButton() {
  const { t } = useTranslation();
  const act = useAct();
  return (
    <Button onClick={() => void act({ type: 'AddChecklistItems', items: [...STANDARD_CHECKLIST] })} data-testid="add-standard">
      {t('planning.checklist.addStandard')}
    </Button>
  );
}
