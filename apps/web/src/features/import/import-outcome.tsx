import { useEffect, useRef } from 'react';
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ImportReport } from '../../live/organisation-api.ts';
import { CountTable } from './count-table.tsx';
import styles from './import-page.module.css';
import { ProblemTable } from './problem-table.tsx';
import type { ImportWork } from './use-import.ts';

/** What a check found, or what an import did. Comes into sight by itself, below a long page. */
export function ImportOutcome({ report, order }: { readonly report: ImportReport; readonly order: ImportWork }) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [report]);
  const done = report.ok && !report.dryRun;
  const verdict = done ? t('transfer.committedText') : report.ok ? t('transfer.good') : t('transfer.bad', { count: report.errorCount });
  return (
    <section className={styles.card} data-testid="import-report" data-ok={report.ok} data-done={done}>
      <h2 ref={heading} tabIndex={-1} className={styles.title}>
        {done ? t('transfer.committed') : `3. ${t('transfer.stepReport')}`}
      </h2>
      <p className={styles.verdict} data-good={report.ok}>
        {verdict}
      </p>
      <CountTable counts={report.counts} />
      <ProblemTable report={report} />
      <Group mt="lg">
        {report.ok && !done && (
          <Button loading={order.busy === 'commit'} onClick={() => void order.commit()} data-testid="import-commit">
            {t('transfer.commit')}
          </Button>
        )}
        {done && (
          <>
            <Button component={Link} to="/organisation">
              {t('transfer.toTree')}
            </Button>
            <Button variant="default" onClick={() => order.setFiles([])}>
              {t('transfer.another')}
            </Button>
          </>
        )}
      </Group>
    </section>
  );
}
