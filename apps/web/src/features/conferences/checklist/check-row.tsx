import { ActionIcon, Checkbox } from '@mantine/core';
import { IconAlertTriangle, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DueCheck } from '@diemcau/core';
import type { Words } from '../../../i18n/vi.ts';
import { useAct } from '../../../live/use-act.ts';
import { dayTimeText } from '../../../ui/time-text.ts';
import styles from './checklist.module.css';

type Code = keyof Words['planning']['checklist']['code'];
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export function CheckRow({ check, mayTick }: { readonly check: DueCheck; readonly mayTick: boolean }) {
  const { t } = useTranslation();
  const act = useAct();
  const words = useCheckWords()(check);
  const { checkId, origin, doneAtMs } = check;
  return (
    <li className={styles.row} data-done={doneAtMs !== null} data-testid="check-row">
      <Checkbox
        className={styles.check ?? ''}
        label={words}
        description={<CheckAbout check={check} />}
        checked={doneAtMs !== null}
        disabled={!mayTick}
        onChange={(event) => void act({ type: event.currentTarget.checked ? 'TickChecklistItem' : 'UntickChecklistItem', checkId })}
      />
      {mayTick && origin !== 'standard' && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('planning.checklist.drop', { text: words })}
          onClick={() => void act({ type: 'DropChecklistItem', checkId })}
        >
          <IconTrash size="1.125rem" />
        </ActionIcon>
      )}
    </li>
  );
}

function CheckAbout({ check }: { readonly check: DueCheck }) {
  const { t, i18n } = useTranslation();
  const { dueAtMs, doneAtMs, doneBy, overdue, origin } = check;
  const before = useBeforeText()(check.dueBeforeMs);
  const due = dueAtMs === null ? before : `${t('planning.checklist.dueAt', { time: dayTimeText(dueAtMs, i18n.language) })} · ${before}`;
  const done =
    doneAtMs !== null && doneBy !== null
      ? t('planning.checklist.doneBy', { seat: t(`planning.checklist.seat.${doneBy}`), time: dayTimeText(doneAtMs, i18n.language) })
      : null;
  const mark = origin === 'standard' ? null : t(origin === 'carried' ? 'planning.checklist.carried' : 'planning.checklist.ownMark');
  return (
    <>
      {overdue && (
        <strong className={styles.overdue}>
          <IconAlertTriangle size="1rem" aria-hidden="true" /> {t('planning.checklist.overdue')}
        </strong>
      )}
      {[done ?? due, mark].filter((word) => word !== null).join(' · ')}
    </>
  );
}

function useCheckWords(): (check: DueCheck) => string {
  const { t } = useTranslation();
  return ({ code, text }) => (code === null ? text : t(`planning.checklist.code.${code as Code}`, { text, defaultValue: text }));
}

function useBeforeText(): (beforeMs: number) => string {
  const { t } = useTranslation();
  return (beforeMs) => {
    if (beforeMs >= DAY_MS) return t('planning.checklist.dueBefore.days', { count: Math.round(beforeMs / DAY_MS) });
    if (beforeMs >= HOUR_MS) return t('planning.checklist.dueBefore.hours', { count: Math.round(beforeMs / HOUR_MS) });
    return t('planning.checklist.dueBefore.minutes', { count: Math.round(beforeMs / 60_000) });
  };
}
