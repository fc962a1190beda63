import { useState } from 'react';
import { NativeSelect, Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { workingCalendar } from '../../live/keeping-api.ts';
import type { CalendarState } from '../../live/keeping-api.ts';
import { LoadFailure } from '../../live/load-failure.tsx';
import { useLoaded } from '../../live/use-loaded.ts';
import { dayText } from '../../ui/day-text.ts';
import { YearForm } from './year-form.tsx';
import styles from './administration.module.css';

export function CalendarTab({ mayChange }: { readonly mayChange: boolean }) {
  const { t } = useTranslation();
  const { value, problem, again } = useLoaded('calendar', workingCalendar);
  if (problem) {
    return <LoadFailure problem={problem} again={again} />;
  }
  if (!value) return <Skeleton height={320} radius="lg" aria-label={t('staff.loading')} />;
  return <Years calendar={value} mayChange={mayChange} onChanged={again} />;
}

interface YearsProps {
  readonly calendar: CalendarState;
  readonly mayChange: boolean;
  readonly onChanged: () => void;
}

function Years({ calendar, mayChange, onChanged }: YearsProps) {
  const { t, i18n } = useTranslation();
  const [chosen, setChosen] = useState(Number(calendar.today.slice(0, 4)));
  const year = calendar.years.find((one) => one.year === chosen) ?? calendar.years[0]!;
  const known = calendar.knownUntil;
  return (
    <>
      <p className={styles.text}>{t('administration.calendar.text')}</p>
      <div className={styles.tools}>
        <NativeSelect
          label={t('administration.calendar.year')}
          value={String(year.year)}
          data={calendar.years.map((one) => ({
            value: String(one.year),
            label:
              one.announcedAtMs === null ? `${one.year} (${t('administration.calendar.notAnnounced').toLowerCase()})` : String(one.year),
          }))}
          onChange={(event) => setChosen(Number(event.currentTarget.value))}
          data-testid="calendar-year"
        />
        <p role="status">
          {known === null
            ? t('administration.calendar.unknown')
            : t('administration.calendar.known', { day: dayText(known, i18n.language) })}
        </p>
      </div>
      <YearForm key={`${year.year} ${calendar.version}`} year={year} mayChange={mayChange} onChanged={onChanged} />
    </>
  );
}
