import { useState } from 'react';
import { Button, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ConferenceState, SeriesState, SeriesTemplate } from '@diemcau/core';
import { foundOptions } from '../../live/agenda/found-options.ts';
import { planOf } from '../../live/agenda/item-dialog.tsx';
import { conferencePlan, everyConference } from '../../live/planning-api.ts';
import { useLoaded } from '../../live/use-loaded.ts';
import { useTroubleText } from '../../live/use-trouble-text.ts';
import { tellProblem } from '../../ui/tell.ts';
import styles from './series.module.css';

interface CopyTemplateProps {
  readonly series: SeriesState;
  readonly onCopy: (part: Partial<SeriesTemplate>) => void;
}

/** A conference that went well is the best template; it is copied into the form and still has to be saved. */
export function CopyTemplate({ series, onCopy }: CopyTemplateProps) {
  const { t } = useTranslation();
  const troubleText = useTroubleText();
  const { value } = useLoaded('conferences', everyConference);
  const own = new Set(series.conferences.map(({ conferenceId }) => conferenceId));
  const sources = (value?.conferences ?? [])
    .filter(({ rehearsal }) => !rehearsal)
    .toSorted((a, b) => Number(own.has(b.conferenceId)) - Number(own.has(a.conferenceId)));
  const [picked, setPicked] = useState<string | null>(null);
  const copy = async (conferenceId: string) => {
    const answer = await conferencePlan(conferenceId);
    if (!answer.ok) return tellProblem(troubleText(answer.problem));
    onCopy(templateOf(answer.value.view));
  };
  if (sources.length === 0) return null;
  return (
    <>
      <Select
        label={t('planning.series.copy')}
        description={t('planning.series.copyText')}
        data={sources.map(({ conferenceId, title }) => ({ value: conferenceId, label: title }))}
        value={picked}
        onChange={setPicked}
        searchable
        filter={foundOptions}
        placeholder={t('planning.field.pick')}
      />
      <div className={styles.actions}>
        <Button variant="default" disabled={picked === null} onClick={() => void (picked !== null && copy(picked))}>
          {t('planning.series.copy')}
        </Button>
      </div>
    </>
  );
}

function templateOf({ agenda, agendaItems, settings, hallSiteId, officers }: ConferenceState): Partial<SeriesTemplate> {
  return {
    agenda: agenda.map((itemId) => planOf(agendaItems[itemId]!)).map((item) => ({ ...item, presenterSiteId: null })),
    settings: { ...settings },
    hallSiteId,
    officers: Object.values(officers).map(({ accountId, roles }) => ({ accountId, roles: [...roles] })),
  };
}
