import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { exportUrl } from '../../live/organisation-api.ts';
import { useStaff } from '../../live/staff.ts';
import { DayField } from '../../ui/day-field.tsx';
import styles from './import-page.module.css';

const SHEETS = ['units', 'sites', 'people'] as const;

/** The same lists as of a day. */
export function ExportCard() {
  const { t, i18n } = useTranslation();
  const { today } = useStaff();
  const [day, setDay] = useState(today);
  const fields = { day, language: i18n.language };
  return (
    <section className={styles.card}>
      <h2 className={styles.title}>{t('transfer.export.title')}</h2>
      <p className={styles.text}>{t('transfer.export.text')}</p>
      <DayField label={t('transfer.export.day')} value={day} onChange={setDay} />
      <div className={styles.stack}>
        <Button
          component="a"
          href={exportUrl(fields)}
          download
          leftSection={<IconDownload size="1.125rem" />}
          data-testid="export-workbook"
        >
          {t('transfer.export.workbook')}
        </Button>
        {SHEETS.map((csv) => (
          <Button key={csv} component="a" href={exportUrl({ ...fields, csv })} download variant="default">
            {t(`transfer.export.${csv}`)}
          </Button>
        ))}
      </div>
    </section>
  );
}
