import { useState } from 'react';
import { Radio } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { PageHead } from '../../ui/staff-layout.tsx';
import { useDocumentTitle } from '../../ui/use-document-title.ts';
import { BlankForm } from './create/blank-form.tsx';
import { CopyForm } from './create/copy-form.tsx';
import { SeriesForm } from './create/series-form.tsx';
import panel from './panel.module.css';

const WAYS = ['fromSeries', 'fromConference', 'blank'] as const;
type Way = (typeof WAYS)[number];

/** `?series=` and `?from=` name what it begins with. */
export function NewConferencePage() {
  const { t } = useTranslation();
  const [query] = useSearchParams();
  const [way, setWay] = useState<Way>(query.has('from') ? 'fromConference' : 'fromSeries');
  useDocumentTitle(t('planning.create.title'));
  return (
    <>
      <PageHead title={t('planning.create.title')} text={t('planning.create.text')} />
      <div className={panel.panels}>
        <section className={panel.panel}>
          <Radio.Group label={t('planning.create.how')} value={way} onChange={(value) => setWay(WAYS.find((one) => one === value) ?? way)}>
            <div className={panel.lines} style={{ marginTop: '0.75rem' }}>
              {WAYS.map((one) => (
                <Radio
                  key={one}
                  value={one}
                  label={t(`planning.create.${one}`)}
                  description={t(`planning.create.${one}Text`)}
                  data-testid={`way-${one}`}
                />
              ))}
            </div>
          </Radio.Group>
        </section>
        {way === 'fromSeries' && <SeriesForm seriesId={query.get('series')} />}
        {way === 'fromConference' && <CopyForm from={query.get('from')} />}
        {way === 'blank' && <BlankForm />}
      </div>
    </>
  );
}
