import { useState } from 'react';
import type { FormEvent } from 'react';
import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { DEFAULT_SETTINGS } from '@diemcau/core';
import type { Rhythm, SeriesTemplate } from '@diemcau/core';
import { newId } from '../../live/new-id.ts';
import { changeSeries } from '../../live/planning-api.ts';
import { UnitPicker } from '../../live/unit-picker.tsx';
import type { UnitTree } from '../../live/unit-tree.ts';
import { useTroubleText } from '../../live/use-trouble-text.ts';
import { useUnitTree } from '../../live/use-unit-tree.ts';

export const RHYTHMS: readonly Rhythm[] = ['quarterly', 'monthly', 'none'];
/** As core allows (plan/shapes.ts). */
export const TITLE_MAX_CHARS = 300;
const TODAY = { day: '', knownMs: '' } as const;
const NONE: ReadonlySet<string> = new Set();
/** Two working days to read the reports, one to send the documents out. */
const LEAD_WORKING_DAYS = 3;

/** Everybody below the unit is invited until something else is said. */
function firstTemplate(unitId: string): SeriesTemplate {
  return {
    settings: { ...DEFAULT_SETTINGS },
    agenda: [],
    officers: [],
    invited: [{ unitId, withBranch: true }],
    hallSiteId: null,
    leadWorkingDays: LEAD_WORKING_DAYS,
  };
}

export function CreateSeriesDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const troubleText = useTroubleText();
  const { tree, problem } = useUnitTree(TODAY);
  const [seriesId] = useState(newId);
  const [form, setForm] = useState<SeriesForm>({ title: '', rhythm: 'quarterly', unitId: null });
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const { title, rhythm, unitId } = form;
  const ready = title.trim() !== '' && unitId !== null;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    setBusy(true);
    const answer = await changeSeries(seriesId, {
      ...{ type: 'CreateSeries', seriesId, unitId, title: title.trim(), kind: 'briefing', rhythm },
      template: firstTemplate(unitId),
    });
    setBusy(false);
    if (!answer.ok) return setTrouble(troubleText(answer.problem));
    await navigate(`/series/${seriesId}`);
  };
  return (
    <Modal opened onClose={onClose} title={t('planning.series.createTitle')} size="lg" centered>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
          <SeriesFields form={form} onChange={setForm} tree={tree} />
          {(trouble !== '' || problem) && (
            <Text role="alert" c="var(--dc-on-air-text)">
              {trouble !== '' ? trouble : problem && troubleText(problem)}
            </Text>
          )}
        </Stack>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={!ready} data-testid="series-submit">
            {t('planning.series.create')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

interface SeriesForm {
  readonly title: string;
  readonly rhythm: Rhythm;
  readonly unitId: string | null;
}

interface SeriesFieldsProps {
  readonly form: SeriesForm;
  readonly onChange: (form: SeriesForm) => void;
  readonly tree: UnitTree | null;
}

function SeriesFields({ form, onChange, tree }: SeriesFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        label={t('planning.series.name')}
        placeholder={t('planning.series.namePlaceholder')}
        value={form.title}
        onChange={(event) => onChange({ ...form, title: event.currentTarget.value })}
        maxLength={TITLE_MAX_CHARS}
        required
        data-autofocus
        data-testid="series-name"
      />
      <Select
        label={t('planning.series.rhythm')}
        data={RHYTHMS.map((value) => ({ value, label: t(`planning.rhythm.${value}`) }))}
        value={form.rhythm}
        onChange={(value) => onChange({ ...form, rhythm: RHYTHMS.find((one) => one === value) ?? form.rhythm })}
        allowDeselect={false}
      />
      {tree && (
        <UnitPicker
          label={t('planning.field.unit')}
          tree={tree}
          value={form.unitId}
          onChange={(unitId) => onChange({ ...form, unitId })}
          without={NONE}
          required
          testId="series-unit"
        />
      )}
    </>
  );
}
