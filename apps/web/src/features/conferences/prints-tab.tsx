import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePlan } from '../../live/plan-provider.tsx';
import { useConference } from '../../live/use-live.ts';
import panel from './panel.module.css';

const PRINTS = ['agenda', 'sites', 'rooms', 'codes', 'headcounts'] as const;
/** What shows codes or phone numbers is for whoever prepares the conference, and codes end with it. */
const PREPARERS: readonly string[] = ['sites', 'rooms', 'codes'];
const CODED: readonly string[] = ['rooms', 'codes'];

/** What goes on paper. */
export function PrintsTab() {
  const { t } = useTranslation();
  const { plan } = usePlan();
  const { conferenceId, phase } = useConference();
  const offered = PRINTS.filter(
    (print) => (plan.organises || !PREPARERS.includes(print)) && (phase !== 'closed' || !CODED.includes(print)),
  );
  return (
    <>
      <p className={panel.text} style={{ marginBottom: '1rem' }}>
        {t('planning.prints.text')}
      </p>
      <div className={panel.panels}>
        {offered.map((print) => (
          <section key={print} className={panel.panel} aria-labelledby={`print-${print}`}>
            <h2 id={`print-${print}`} className={panel.title}>
              {t(`planning.prints.${print}`)}
            </h2>
            <p className={panel.text}>{t(`planning.prints.${print}Text`)}</p>
            <div className={panel.actions}>
              <Button
                component="a"
                href={`/conferences/${conferenceId}/print/${print}`}
                target="_blank"
                variant="default"
                leftSection={<IconPrinter size="1.125rem" />}
                data-testid={`print-${print}`}
              >
                {t('planning.prints.open')}
                <span className="dc-unseen">: {t(`planning.prints.${print}`)}</span>
              </Button>
            </div>
          </section>
        ))}
      </div>
    </>
  );
}
