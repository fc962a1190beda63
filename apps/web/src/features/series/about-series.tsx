import { useState } from 'react';
import type { FormEvent } from 'react';
import { Button, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ConferenceKind, SeriesState } from '@diemcau/core';
import { changeSeries } from '../../live/planning-api.ts';
import { useTroubleText } from '../../live/use-trouble-text.ts';
import { tellDone } from '../../ui/tell.ts';
import { RHYTHMS, TITLE_MAX_CHARS } from './create-series-dialog.tsx';
import styles from './series.module.css';

const KINDS: readonly ConferenceKind[] = ['briefing', 'study', 'other'];

interface AboutSeriesProps {
  readonly series: SeriesState;
  readonly onDone: () => void;
}

/** Name, kind and rhythm. */
export function AboutSeries({ series, onDone }: AboutSeriesProps) {
  const { t } = useTranslation();
  const troubleText = useTroubleText();
  const [form, setForm] = useState({ title: series.title, kind: series.kind, rhythm: series.rhythm });
  const [trouble, setTrouble] = useState('');
  const same = form.title.trim() === series.title && form.kind === series.kind && form.rhythm === series.rhythm;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await changeSeries(series.seriesId, { type: 'ReviseSeries', ...form, title: form.title.trim() });
    setTrouble(answer.ok ? '' : troubleText(answer.problem));
    if (!answer.ok) return;
    tellDone(t('planning.series.saved'));
    onDone();
  };
  return (
    <form className={styles.panel} onSubmit={(event) => void submit(event)} aria-labelledby="about-series-title">
      <h2 id="about-series-title" className={styles.title}>
        {t('planning.series.about')}
      </h2>
      <TextInput
        label={t('planning.series.name')}
        value={form.title}
        onChange={(event) => setForm({ ...form, title: event.currentTarget.value })}
        maxLength={TITLE_MAX_CHARS}
        required
      />
      <div className={styles.fields}>
        <Select
          label={t('planning.series.rhythm')}
          data={RHYTHMS.map((value) => ({ value, label: t(`planning.rhythm.${value}`) }))}
          value={form.rhythm}
          onChange={(value) => setForm({ ...form, rhythm: RHYTHMS.find((one) => one === value) ?? form.rhythm })}
          allowDeselect={false}
        />
        <Select
          label={t('planning.field.kind')}
          data={KINDS.map((value) => ({ value, label: t(`planning.kind.${value}`) }))}
          value={form.kind}
          onChange={(value) => setForm({ ...form, kind: KINDS.find((one) => one === value) ?? form.kind })}
          allowDeselect={false}
        />
      </div>
      {trouble !== '' && (
        <p role="alert" className={styles.trouble}>
          {trouble}
        </p>
      )}
      <div className={styles.actions}>
        <Button type="submit" disabled={same || form.title.trim() === ''}>
          {t('planning.series.save')}
        </Button>
      </div>
    </form>
  );
}
