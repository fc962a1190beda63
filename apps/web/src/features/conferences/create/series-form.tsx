import { useEffect, useState } from 'react';
import { Button, Checkbox, Select, Skeleton } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { LoadFailure } from '../../../live/load-failure.tsx';
import { createNext, everySeries, nextOfSeries } from '../../../live/planning-api.ts';
import type { ListedSeries, NextOfSeries } from '../../../live/planning-api.ts';
import { NextText } from '../../../live/next-text.tsx';
import { useLoaded } from '../../../live/use-loaded.ts';
import { WhenFields } from '../../../live/when-fields.tsx';
import { msOf, USUAL_TIME } from '../../../live/when.ts';
import panel from '../panel.module.css';
import { CreateShell } from './create-shell.tsx';
import { TitleField } from './title-field.tsx';

/** The next conference of a series: proposed, to be agreed to. */
export function SeriesForm({ seriesId }: { readonly seriesId: string | null }) {
  const { t } = useTranslation();
  const { value, problem, again } = useLoaded('series', everySeries);
  const usable = value?.series.filter(({ series, organises }) => organises && !series.ended) ?? [];
  const [picked, setPicked] = useState<string | null>(seriesId);
  const chosen = usable.find(({ series }) => series.seriesId === picked) ?? usable[0];
  if (problem) return <LoadFailure problem={problem} again={again} />;
  if (!value) return <Skeleton height={240} radius="lg" aria-label={t('staff.loading')} />;
  if (!chosen) {
    return (
      <section className={panel.panel}>
        <p>{t('planning.create.noSeries')}</p>
        <div className={panel.actions}>
          <Button component={Link} to="/series">
            {t('planning.series.title')}
          </Button>
        </div>
      </section>
    );
  }
  const select = (
    <Select
      label={t('planning.create.series')}
      data={usable.map(({ series }) => ({ value: series.seriesId, label: series.title }))}
      value={chosen.series.seriesId}
      onChange={setPicked}
      allowDeselect={false}
    />
  );
  return <Chosen key={chosen.series.seriesId} chosen={chosen} select={select} />;
}

function Chosen({ chosen, select }: { readonly chosen: ListedSeries; readonly select: React.ReactNode }) {
  const { t } = useTranslation();
  const { seriesId } = chosen.series;
  const { value: next } = useLoaded(seriesId, () => nextOfSeries(seriesId));
  const [form, setForm] = useState({ title: '', when: { day: '', time: USUAL_TIME }, withOwed: true });
  useEffect(() => {
    if (next)
      setForm((before) => ({ ...before, title: titleOf(chosen, next, t), when: { ...before.when, day: next.proposal?.startsOn ?? '' } }));
  }, [next, chosen, t]);
  const atMs = msOf(form.when);
  const { title, withOwed } = form;
  const ready = atMs !== null && title.trim() !== '';
  return (
    <CreateShell
      create={ready ? (conferenceId) => createNext(seriesId, { conferenceId, title: title.trim(), startsAtMs: atMs, withOwed }) : null}
    >
      {select}
      {next && <NextText next={next} rhythm={chosen.series.rhythm} />}
      <TitleField title={title} onChange={(words) => setForm({ ...form, title: words })} />
      <div className={panel.row}>
        <WhenFields when={form.when} onChange={(when) => setForm({ ...form, when })} />
      </div>
      {next && next.owed.length + next.troubles.length > 0 && (
        <Checkbox
          label={t('planning.next.withOwed')}
          checked={withOwed}
          onChange={(event) => setForm({ ...form, withOwed: event.currentTarget.checked })}
        />
      )}
    </CreateShell>
  );
}

/** “Giao ban quý” becomes “Giao ban quý 4 năm 2026”. */
function titleOf({ series }: ListedSeries, { proposal }: NextOfSeries, t: TFunction): string {
  const { title, rhythm } = series;
  if (!proposal) return title;
  return t(`planning.next.titleOf.${rhythm}`, { title, number: proposal.period.number, year: proposal.period.year });
}
