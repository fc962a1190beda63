import { useTranslation } from 'react-i18next';
import { useStaff } from '../../live/staff.ts';
import { QuietNotice } from '../../ui/quiet-notice.tsx';
import { PageHead } from '../../ui/staff-layout.tsx';
import { useDocumentTitle } from '../../ui/use-document-title.ts';
import { ExportCard } from './export-card.tsx';
import styles from './import-page.module.css';
import { ImportSteps } from './import-steps.tsx';

export function ImportPage() {
  const { t } = useTranslation();
  const { may, mayEverywhere } = useStaff();
  useDocumentTitle(t('transfer.title'));
  return (
    <>
      <PageHead title={t('transfer.title')} text={t('transfer.text')} />
      <div className={styles.columns}>
        {mayEverywhere('import.run') && <ImportSteps />}
        {may('export.run') && <ExportCard />}
      </div>
      {!mayEverywhere('import.run') && !may('export.run') && <QuietNotice title={t('staff.trouble.forbidden')} />}
    </>
  );
}
