import { useState } from 'react';
import { Select, Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { foundOptions } from '../../../live/agenda/found-options.ts';
import { LoadFailure } from '../../../live/load-failure.tsx';
import { duplicateConference, everyConference } from '../../../live/planning-api.ts';
import type { ListedConference } from '../../../live/planning-api.ts';
import { useLoaded } from '../../../live/use-loaded.ts';
import { WhenFields } from '../../../live/when-fields.tsx';
import { msOf, USUAL_TIME } from '../../../live/when.ts';
import { dayTimeText } from '../../../ui/time-text.ts';
import panel from '../panel.module.css';
import { CreateShell } from './create-shell.tsx';
import { TitleField } from './title-field.tsx';

/** A new conference with what another one had. */
export function CopyForm({ from }: { readonly from: string | null }) {
  const { t } = useTranslation();
  const { value, problem, again } = useLoaded('conferences', everyConference);
  const sources = value?.conferences.filter(({ rehearsal }) => !rehearsal) ?? [];
  if (problem) return <LoadFailure problem={problem} again={again} />;
  if (!value) return <Skeleton height={240} radius="lg" aria-label={t('staff.loading')} />;
  if (sources.length === 0) {
    return (
      <section className={panel.panel}>
        <p>{t('planning.create.noSource')}</p>
      </section>
    );
  }
  return <Sources sources={sources} from={from} />;
}

function Sources({ sources, from }: { readonly sources: readonly ListedConference[]; readonly from: string | null }) {
  const { t, i18n } = useTranslation();
  const first = sources.find(({ conferenceId }) => conferenceId === from);
  const [source, setSource] = useState<ListedConference | undefined>(first);
  const [form, setForm] = useState({ title: first?.title ?? '', when: { day: '', time: USUAL_TIME } });
  const atMs = msOf(form.when);
  const title = form.title.trim();
  const ready = source !== undefined && atMs !== null && title !== '';
  const pick = (conferenceId: string | null) => {
    const picked = sources.find((one) => one.conferenceId === conferenceId);
    setSource(picked);
    if (picked) setForm({ ...form, title: picked.title });
  };
  const label = ({ title: words, startsAtMs }: ListedConference) =>
    startsAtMs === null ? words : `${words} · ${dayTimeText(startsAtMs, i18n.language)}`;
  return (
    <CreateShell
      create={ready ? (conferenceId) => duplicateConference(source.conferenceId, { conferenceId, title, startsAtMs: atMs }) : null}
    >
      <Select
        label={t('planning.create.source')}
        data={sources.map((one) => ({ value: one.conferenceId, label: label(one) }))}
        value={source?.conferenceId ?? null}
        onChange={pick}
        searchable
        filter={foundOptions}
        required
        placeholder={t('planning.field.pick')}
        data-testid="copy-source"
      />
      <TitleField title={form.title} onChange={(words) => setForm({ ...form, title: words })} />
      <div className={panel.row}>
        <WhenFields when={form.when} onChange={(when) => setForm({ ...form, when })} />
      </div>
    </CreateShell>
  );
}
