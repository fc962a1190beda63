import { Button, Group, Stack, Text } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PrintSheet } from '../../ui/print-sheet.tsx';
import styles from './recovery-codes.module.css';

interface RecoveryCodesProps {
  readonly name: string;
  readonly codes: readonly string[];
  readonly onSaved: () => void;
}

/** Shown once: to print, to keep as a file, or to copy by hand. */
export function RecoveryCodes({ name, codes, onSaved }: RecoveryCodesProps) {
  const { t } = useTranslation();
  const heading = t('myAccount.recovery.sheet', { name });
  return (
    <Stack gap="md">
      <h3 className={styles.title}>{t('myAccount.recovery.title')}</h3>
      <Text c="var(--dc-ink-2)">{t('myAccount.recovery.text')}</Text>
      <ul className={styles.codes} aria-label={t('myAccount.recovery.list')} data-testid="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Group>
        <Button variant="default" leftSection={<IconPrinter size="1.125rem" />} onClick={() => window.print()}>
          {t('myAccount.recovery.print')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconDownload size="1.125rem" />}
          component="a"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${heading}\r\n\r\n${codes.join('\r\n')}\r\n`)}`}
          download="diem-cau-ma-du-phong.txt"
        >
          {t('myAccount.recovery.download')}
        </Button>
      </Group>
      <Group justify="flex-end">
        <Button onClick={onSaved} data-testid="recovery-saved">
          {t('myAccount.recovery.saved')}
        </Button>
      </Group>
      <PrintSheet>
        <h1 className={styles.heading}>{heading}</h1>
        <p>{t('myAccount.recovery.text')}</p>
        <ul className={styles.printed}>
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
      </PrintSheet>
    </Stack>
  );
}
