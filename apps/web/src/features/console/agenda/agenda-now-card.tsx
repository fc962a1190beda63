import { Button } from '@mantine/core';
import { IconCheck, IconPlayerPlay, IconPlayerTrackNext } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { presenterName } from '../../../live/agenda-now.ts';
import type { AgendaNow } from '../../../live/agenda-now.ts';
import { AgendaTime } from '../../../live/agenda-time.tsx';
import { useAct } from '../../../live/use-act.ts';
import { useConference } from '../../../live/use-live.ts';
import { useRules } from '../../../live/use-rules.ts';
import styles from './agenda-panel.module.css';

/** The item that runs, with its clock, and the way to the next. */
export function AgendaNowCard({ now }: { readonly now: AgendaNow }) {
  const { t } = useTranslation();
  const view = useConference();
  const { current, place, count, ahead } = now;
  const presenter = current && presenterName(view, current);
  return (
    <div className={styles.now} data-testid="agenda-now">
      <p className={styles.line}>
        <span className={styles.place}>
          {place === null
            ? t(ahead.length > 0 ? 'agenda.nothingRuns' : 'agenda.allDone')
            : `${t('agenda.now')} · ${t('agenda.nowLong', { place, count })}`}
        </span>
        <span className={styles.clock}>
          <AgendaTime now={now} />
        </span>
      </p>
      {current && <p className={styles.current}>{current.title}</p>}
      {presenter !== null && <p className={styles.place}>{presenter}</p>}
      <NowButtons now={now} />
    </div>
  );
}

function NowButtons({ now }: { readonly now: AgendaNow }) {
  const { t } = useTranslation();
  const act = useAct();
  const why = useRules();
  const next = now.ahead[0]?.item;
  const start = next && ({ type: 'StartItem', itemId: next.itemId, replaces: now.current?.itemId ?? null } as const);
  const finish = now.current && ({ type: 'FinishItem', itemId: now.current.itemId } as const);
  const refusal = start ? why(start) : finish && why(finish);
  const Icon = finish ? IconPlayerTrackNext : IconPlayerPlay;
  return (
    <>
      <div className={styles.buttons}>
        {start && (
          <Button
            size="sm"
            disabled={why(start) !== null}
            leftSection={<Icon size="1.125rem" />}
            onClick={() => void act(start)}
            data-testid="start-next"
          >
            {t(finish ? 'desk.agenda.goOn' : 'desk.agenda.startNext')}
          </Button>
        )}
        {finish && (
          <Button
            size="sm"
            variant="default"
            disabled={why(finish) !== null}
            leftSection={<IconCheck size="1.125rem" />}
            onClick={() => void act(finish)}
            data-testid="finish-item"
          >
            {t('desk.agenda.finish')}
          </Button>
        )}
      </div>
      {refusal && <p className={styles.reason}>{t(`refusal.${refusal.code}`)}</p>}
    </>
  );
}
