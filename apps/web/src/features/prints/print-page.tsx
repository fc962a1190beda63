import type { ComponentType } from 'react';
import { Button, Loader } from '@mantine/core';
import { IconArrowLeft, IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { LoadFailure } from '../../live/load-failure.tsx';
import { conferencePlan } from '../../live/planning-api.ts';
import type { Plan } from '../../live/planning-api.ts';
import { useLoaded } from '../../live/use-loaded.ts';
import { LanguageSwitch } from '../../ui/language-switch.tsx';
import { useDocumentTitle } from '../../ui/use-document-title.ts';
import { AgendaPrint } from './agenda-print.tsx';
import { CodesPrint } from './codes-print.tsx';
import { HeadcountsPrint } from './headcounts-print.tsx';
import styles from './paper.module.css';
import { RoomsPrint } from './rooms-print.tsx';
import { SitesPrint } from './sites-print.tsx';

const PRINTS = ['agenda', 'sites', 'rooms', 'codes', 'headcounts'] as const;
export type PrintName = (typeof PRINTS)[number];
const PAPERS: Readonly<Record<PrintName, ComponentType<{ readonly plan: Plan }>>> = {
  agenda: AgendaPrint,
  sites: SitesPrint,
  rooms: RoomsPrint,
  codes: CodesPrint,
  headcounts: HeadcountsPrint,
};

/** One print of a conference, as it will lie on the table: A4, black on white, in the reader's language. */
export function PrintPage() {
  const { t } = useTranslation();
  const { conferenceId = '', what } = useParams();
  const name = PRINTS.find((one) => one === what) ?? 'agenda';
  const { value: plan, problem, again } = useLoaded(conferenceId, () => conferencePlan(conferenceId));
  useDocumentTitle(`${t(`planning.prints.title.${name}`)}${plan ? ` – ${plan.view.title}` : ''}`);
  const Paper = PAPERS[name];
  return (
    <div className={styles.desk} data-paper={name}>
      <header className={styles.tools}>
        {/* A document of its own, so that the rules for paper stay here. */}
        <Button
          component="a"
          href={`/conferences/${conferenceId}/prints`}
          variant="default"
          leftSection={<IconArrowLeft size="1.125rem" />}
        >
          {t('planning.prints.back')}
        </Button>
        <Button leftSection={<IconPrinter size="1.125rem" />} disabled={!plan} onClick={() => window.print()} data-testid="print-now">
          {t('planning.prints.print')}
        </Button>
        <LanguageSwitch />
      </header>
      <main className={styles.main}>
        {plan && <Paper plan={plan} />}
        {!plan && !problem && <Loader aria-label={t('staff.loading')} color="gray" type="dots" />}
        {!plan && problem && <LoadFailure title={t('planning.prints.failed')} problem={problem} again={again} />}
      </main>
    </div>
  );
}
