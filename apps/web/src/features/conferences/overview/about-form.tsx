import { useEffect, useState } from 'react';
import type { FormEvent } from 'react';
import { Button, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CommandOf, ConferenceKind } from '@diemcau/core';
import { useAct } from '../../../live/use-act.ts';
import { useConference } from '../../../live/use-live.ts';
import { useRules } from '../../../live/use-rules.ts';
import { WhenFields } from '../../../live/when-fields.tsx';
import { msOf, whenOf } from '../../../live/when.ts';
import { tellDone } from '../../../ui/tell.ts';
import panel from '../panel.module.css';

const KINDS: readonly ConferenceKind[] = ['briefing', 'study', 'other'];
/** As core allows (plan/shapes.ts). */
const TITLE_MAX_CHARS = 300;

/** Title, kind and when; what was typed stays while somebody else changes something else. */
export function AboutForm() {
  const { t } = useTranslation();
  const act = useAct();
  const why = useRules();
  const { title, kind, startsAtMs, settings } = useConference();
  const [form, setForm] = useState({ title, kind, when: whenOf(startsAtMs) });
  const [busy, setBusy] = useState(false);
  useEffect(() => setForm({ title, kind, when: whenOf(startsAtMs) }), [title, kind, startsAtMs]);
  const atMs = msOf(form.when);
  const revise: CommandOf<'ReviseConference'> = { type: 'ReviseConference', title: form.title.trim() || title, kind: form.kind, settings };
  const refusal = why(revise);
  const isRevised = form.title.trim() !== title || form.kind !== kind;
  const isMoved = atMs !== null && atMs !== startsAtMs;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const revised = !isRevised || (await act(revise)).ok;
    const moved = revised && (!isMoved || (await act({ type: 'ScheduleConference', startsAtMs: atMs })).ok);
    setBusy(false);
    if (moved) tellDone(t('planning.overview.saved'));
  };
  const locked = refusal !== null;
  return (
    <form className={panel.panel} onSubmit={(event) => void submit(event)} aria-labelledby="about-title">
      <h2 id="about-title" className={panel.title}>
        {t('planning.overview.about')}
      </h2>
      <TextInput
        label={t('planning.field.title')}
        value={form.title}
        onChange={(event) => setForm({ ...form, title: event.currentTarget.value })}
        maxLength={TITLE_MAX_CHARS}
        required
        disabled={locked}
        data-testid="about-name"
      />
      <div className={panel.row}>
        <Select
          label={t('planning.field.kind')}
          data={KINDS.map((value) => ({ value, label: t(`planning.kind.${value}`) }))}
          value={form.kind}
          onChange={(value) => setForm({ ...form, kind: KINDS.find((one) => one === value) ?? kind })}
          allowDeselect={false}
          disabled={locked}
        />
        <WhenFields when={form.when} onChange={(when) => setForm({ ...form, when })} disabled={locked} />
      </div>
      {refusal && <p className={panel.reason}>{t(`refusal.${refusal.code}`, { ...refusal.params })}</p>}
      <div className={panel.actions}>
        <Button
          type="submit"
          loading={busy}
          disabled={locked || form.title.trim() === '' || atMs === null || (!isRevised && !isMoved)}
          data-testid="about-save"
        >
          {t('planning.overview.save')}
        </Button>
      </div>
    </form>
  );
}
