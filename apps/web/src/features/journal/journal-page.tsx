import { useState } from 'react';
import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { journalExportUrl } from '../../live/keeping-api.ts';
import { PageHead } from '../../ui/staff-layout.tsx';
import { useDocumentTitle } from '../../ui/use-document-title.ts';
import { filterOf, JournalFilters, NO_CHOICE } from './journal-filters.tsx';
import type { FilterChoice } from './journal-filters.tsx';
import { JournalList } from './journal-list.tsx';
import styles from './journal.module.css';

/** Who did what when; whoever reads it stands in it. */
export function JournalPage() {
  const { t } = useTranslation();
  const [choice, setChoice] = useState<FilterChoice>(NO_CHOICE);
  useDocumentTitle(t('journalPage.title'));
  return (
    <>
      <PageHead title={t('journalPage.title')} text={t('journalPage.text')}>
        <ExportMenu choice={choice} />
      </PageHead>
      <section className={styles.card}>
        <JournalFilters choice={choice} onChange={setChoice} />
        <JournalList key={JSON.stringify(choice)} filter={filterOf(choice)} />
      </section>
    </>
  );
}

function ExportMenu({ choice }: { readonly choice: FilterChoice }) {
  const { t, i18n } = useTranslation();
  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size="1.125rem" />} data-testid="journal-export">
          {t('journalPage.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(['xlsx', 'csv', 'json'] as const).map((format) => (
          <Menu.Item key={format} component="a" href={journalExportUrl(filterOf(choice), format, i18n.language)} download>
            {t(`journalPage.exports.${format}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <p className={styles.note}>{t('journalPage.exportNote')}</p>
      </Menu.Dropdown>
    </Menu>
  );
}
