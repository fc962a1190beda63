import { useState } from 'react';
import type { FormEvent } from 'react';
import { ActionIcon, Button, Group, Text, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { dayAfter, isCalendarDay } from '@diemcau/core';
import type { CalendarCommand } from '@diemcau/core';
import { useTranslation } from 'react-i18next';
import { changeCalendar } from '../../live/keeping-api.ts';
import type { CalendarYear } from '../../live/keeping-api.ts';
import { useTroubleText } from '../../live/use-trouble-text.ts';
import { Card } from '../../ui/card.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { tellDone } from '../../ui/tell.ts';
import { dayTimeText } from '../../ui/time-text.ts';
import card from '../../ui/card.module.css';
import { weekdayText } from './weekday-text.ts';
import styles from './administration.module.css';

interface YearFormProps {
  readonly year: CalendarYear;
  readonly mayChange: boolean;
  readonly onChanged: () => void;
}

/** As core allows (calendar/commands.ts). */
const NAME_MAX_CHARS = 100;
const DOCUMENT_MAX_CHARS = 200;

/** The days of one year: what is fixed, and what was announced for it as a whole. */
export function YearForm({ year, mayChange, onChanged }: YearFormProps) {
  const { t, i18n } = useTranslation();
  const [daysOff, setDaysOff] = useState(year.daysOff);
  const [workedDays, setWorkedDays] = useState(year.workedDays);
  const [document, setDocument] = useState(year.document);
  const { trouble, busy, send } = useCalendarCommand(onChanged);
  const save = (event: FormEvent) => {
    event.preventDefault();
    const command: CalendarCommand = {
      type: 'AnnounceYear',
      year: year.year,
      daysOff: daysOff.filter(({ day }) => day !== '').map(({ day, name }) => ({ day, name: name.trim() })),
      workedDays: workedDays.filter((day) => day !== ''),
      document: document.trim(),
    };
    void send(command, t('administration.calendar.saved', { year: year.year }));
  };
  const withdraw = () =>
    void send({ type: 'WithdrawYear', year: year.year, reason: '' }, t('administration.calendar.withdrawn', { year: year.year }));
  return (
    <Card title={t('administration.calendar.title', { year: year.year })} testId="year-form">
      <p className={card.quiet}>
        {year.announcedAtMs === null
          ? t('administration.calendar.notAnnounced')
          : t('administration.calendar.announced', { time: dayTimeText(year.announcedAtMs, i18n.language) })}
      </p>
      <h3 className={styles.part}>{t('administration.calendar.fixed')}</h3>
      <ul className={styles.plainList}>
        {year.fixed.map(({ day, name }) => (
          <li key={day}>
            {weekdayText(day, i18n.language)}: {t(`administration.calendar.holiday.${name as 'national'}`)}
          </li>
        ))}
      </ul>
      <form onSubmit={save}>
        <h3 className={styles.part}>{t('administration.calendar.daysOff')}</h3>
        <DaysOff days={daysOff} onChange={setDaysOff} year={year.year} mayChange={mayChange} />
        <h3 className={styles.part}>{t('administration.calendar.workedDays')}</h3>
        <WorkedDays days={workedDays} onChange={setWorkedDays} mayChange={mayChange} />
        <TextInput
          mt="md"
          label={t('administration.calendar.document')}
          value={document}
          maxLength={DOCUMENT_MAX_CHARS}
          readOnly={!mayChange}
          onChange={(event) => setDocument(event.currentTarget.value)}
          className={styles.form ?? ''}
          data-testid="calendar-document"
        />
        {trouble !== '' && (
          <Text role="alert" c="var(--dc-on-air-text)" mt="md">
            {trouble}
          </Text>
        )}
        {mayChange && (
          <Group mt="lg">
            <Button type="submit" loading={busy} data-testid="calendar-save">
              {t('administration.calendar.save', { year: year.year })}
            </Button>
            {year.announcedAtMs !== null && (
              <Button variant="default" onClick={withdraw} title={t('administration.calendar.withdrawText', { year: year.year })}>
                {t('administration.calendar.withdraw')}
              </Button>
            )}
          </Group>
        )}
      </form>
    </Card>
  );
}

interface DaysOffProps {
  readonly days: CalendarYear['daysOff'];
  readonly onChange: (days: CalendarYear['daysOff']) => void;
  readonly year: number;
  readonly mayChange: boolean;
}

function DaysOff({ days, onChange, year, mayChange }: DaysOffProps) {
  const { t } = useTranslation();
  const change = (place: number, part: Partial<{ day: string; name: string }>) =>
    onChange(days.map((one, index) => (index === place ? { ...one, ...part } : one)));
  const last = days.at(-1);
  // Tết is days in a row: the next one is the likely one.
  const next = last && isCalendarDay(last.day) ? { day: dayAfter(last.day), name: last.name } : { day: `${year}-01-01`, name: '' };
  return (
    <>
      {days.length === 0 && <p className={card.quiet}>{t('administration.calendar.none')}</p>}
      {days.map(({ day, name }, place) => (
        <div key={place} className={styles.dayRow}>
          <DayField
            aria-label={t('administration.calendar.day')}
            value={day}
            readOnly={!mayChange}
            onChange={(value) => change(place, { day: value })}
          />
          <TextInput
            aria-label={t('administration.calendar.name')}
            placeholder={t('administration.calendar.nameExample')}
            value={name}
            maxLength={NAME_MAX_CHARS}
            readOnly={!mayChange}
            onChange={(event) => change(place, { name: event.currentTarget.value })}
          />
          {mayChange && <RemoveDay day={day} onRemove={() => onChange(days.filter((_, index) => index !== place))} />}
        </div>
      ))}
      {mayChange && <AddButton label={t('administration.calendar.add')} testId="calendar-add" onAdd={() => onChange([...days, next])} />}
    </>
  );
}

interface WorkedDaysProps {
  readonly days: readonly string[];
  readonly onChange: (days: readonly string[]) => void;
  readonly mayChange: boolean;
}

function WorkedDays({ days, onChange, mayChange }: WorkedDaysProps) {
  const { t } = useTranslation();
  return (
    <>
      {days.length === 0 && <p className={card.quiet}>{t('administration.calendar.none')}</p>}
      {days.map((day, place) => (
        <div key={place} className={styles.dayRow}>
          <DayField
            aria-label={t('administration.calendar.day')}
            value={day}
            readOnly={!mayChange}
            onChange={(value) => onChange(days.map((one, index) => (index === place ? value : one)))}
          />
          {mayChange && <RemoveDay day={day} onRemove={() => onChange(days.filter((_, index) => index !== place))} />}
        </div>
      ))}
      {mayChange && (
        <AddButton label={t('administration.calendar.addWorked')} testId="calendar-add-worked" onAdd={() => onChange([...days, ''])} />
      )}
    </>
  );
}

function AddButton({ label, testId, onAdd }: { readonly label: string; readonly testId: string; readonly onAdd: () => void }) {
  return (
    <Button variant="subtle" color="gray" leftSection={<IconPlus size="1rem" />} onClick={onAdd} data-testid={testId}>
      {label}
    </Button>
  );
}

function RemoveDay({ day, onRemove }: { readonly day: string; readonly onRemove: () => void }) {
  const { t, i18n } = useTranslation();
  const label =
    day === '' ? t('administration.calendar.removeEmpty') : t('administration.calendar.remove', { day: weekdayText(day, i18n.language) });
  return (
    <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} title={label} onClick={onRemove}>
      <IconX size="1.125rem" />
    </ActionIcon>
  );
}

function useCalendarCommand(onChanged: () => void) {
  const troubleText = useTroubleText();
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const send = async (command: CalendarCommand, done: string): Promise<void> => {
    setBusy(true);
    const answer = await changeCalendar(command);
    setBusy(false);
    setTrouble(answer.ok ? '' : troubleText(answer.problem));
    if (!answer.ok) return;
    tellDone(done);
    onChanged();
  };
  return { trouble, busy, send };
}
