import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStaff } from '../../live/staff.ts';
import type { AsOfChoice } from '../../live/organisation-api.ts';
import { DayField } from '../../ui/day-field.tsx';
import { dayText, endOfDayMs } from '../../ui/day-text.ts';
import styles from './as-of-bar.module.css';

interface AsOfBarProps {
  readonly asOf: AsOfChoice;
  readonly onChange: (asOf: AsOfChoice) => void;
}

/** Both time axes: which day is looked at, and how much was known of it by then. */
export function AsOfBar({ asOf, onChange }: AsOfBarProps) {
  const { t, i18n } = useTranslation();
  const { today } = useStaff();
  const known = knownDay(asOf.knownMs);
  const other = asOf.day !== '' || asOf.knownMs !== '';
  return (
    <div className={styles.bar}>
      <DayField
        label={t('organisation.asOf.day')}
        value={asOf.day === '' ? today : asOf.day}
        onChange={(day) => onChange({ ...asOf, day: day === today ? '' : day })}
        data-testid="as-of-day"
      />
      <DayField
        label={t('organisation.asOf.known')}
        value={known}
        onChange={(day) => onChange({ ...asOf, knownMs: day === '' ? '' : String(endOfDayMs(day) ?? '') })}
        data-testid="as-of-known"
      />
      {other && (
        <Button variant="default" onClick={() => onChange({ day: '', knownMs: '' })} data-testid="as-of-now">
          {t('organisation.asOf.now')}
        </Button>
      )}
      {other && (
        <p className={styles.note} role="status">
          {t(asOf.day > today ? 'organisation.asOf.future' : 'organisation.asOf.past', { day: dayText(asOf.day || today, i18n.language) })}
          {known !== '' && ` ${t('organisation.asOf.asKnown', { day: dayText(known, i18n.language) })}`}
        </p>
      )}
    </div>
  );
}

function knownDay(knownMs: string): string {
  if (!/^\d{1,15}$/.test(knownMs)) return '';
  const at = new Date(Number(knownMs));
  return [at.getFullYear(), String(at.getMonth() + 1).padStart(2, '0'), String(at.getDate()).padStart(2, '0')].join('-');
}
