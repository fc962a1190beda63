import { Button, Group, TextInput } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { templateUrl } from '../../live/organisation-api.ts';
import { DayField } from '../../ui/day-field.tsx';
import { FileDrop } from './file-drop.tsx';
import styles from './import-page.module.css';
import { ImportOutcome } from './import-outcome.tsx';
import { useImport } from './use-import.ts';

/** As long as the server allows (http/routes/imports.ts). */
const DOCUMENT_MAX_CHARS = 200;

/** Template, files, check; only what was checked can be imported. */
export function ImportSteps() {
  const { t, i18n } = useTranslation();
  const order = useImport();
  return (
    <div className={styles.steps}>
      <section className={styles.card}>
        <h2 className={styles.title}>1. {t('transfer.stepTemplate')}</h2>
        <p className={styles.text}>{t('transfer.stepTemplateText')}</p>
        <Button component="a" href={templateUrl(i18n.language)} download variant="default" leftSection={<IconDownload size="1.125rem" />}>
          {t('transfer.template')}
        </Button>
      </section>
      <section className={styles.card}>
        <h2 className={styles.title}>2. {t('transfer.stepFiles')}</h2>
        <p className={styles.text}>{t('transfer.stepFilesText')}</p>
        <FileDrop files={order.files} onChange={order.setFiles} />
        <div className={styles.fields}>
          <DayField label={t('transfer.from')} required value={order.from} onChange={order.setFrom} />
          <TextInput
            label={t('transfer.document')}
            value={order.document}
            maxLength={DOCUMENT_MAX_CHARS}
            onChange={(event) => order.setDocument(event.currentTarget.value)}
            data-testid="import-document"
          />
        </div>
        <Group>
          <Button
            disabled={order.files.length === 0 || order.from === ''}
            loading={order.busy === 'check'}
            onClick={() => void order.check()}
            data-testid="import-check"
          >
            {t('transfer.check')}
          </Button>
        </Group>
        {order.trouble !== '' && (
          <p role="alert" className={styles.trouble}>
            {order.trouble}
          </p>
        )}
      </section>
      {order.report && <ImportOutcome report={order.report} order={order} />}
    </div>
  );
}
