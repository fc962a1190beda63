import { Button, Group, Loader, Modal, Stack, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { slipOf } from '../../live/accounts-api.ts';
import type { ListedMail } from '../../live/keeping-api.ts';
import { SlipSheet } from '../../live/slip-sheet.tsx';
import { useLoaded } from '../../live/use-loaded.ts';
import { useTroubleText } from '../../live/use-trouble-text.ts';
import { dayTimeText } from '../../ui/time-text.ts';
import styles from './mails.module.css';

/** What the mail says, to read and to print on one sheet of A4. */
export function SlipDialog({ mail, onClose }: { readonly mail: ListedMail; readonly onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const troubleText = useTroubleText();
  const { value: slip, problem } = useLoaded(mail.mailId, () => slipOf(mail.mailId));
  return (
    <Modal opened onClose={onClose} title={t('mails.slipTitle', { name: mail.name })} size="lg" centered>
      <Stack gap="md">
        {problem && <Text role="alert">{problem.status === 410 ? t('mails.gone') : troubleText(problem)}</Text>}
        {!slip && !problem && <Loader color="gray" type="dots" aria-label={t('staff.loading')} />}
        {slip && (
          <>
            <article lang={slip.language} className={styles.slip} data-testid="slip">
              <h3>{slip.subject}</h3>
              {slip.paragraphs.map((paragraph) => (
                <p key={paragraph}>{paragraph}</p>
              ))}
            </article>
            <Text c="var(--dc-ink-2)">{t('mails.slipUntil', { time: dayTimeText(slip.expiresAtMs, i18n.language) })}</Text>
            <SlipSheet slip={slip} />
          </>
        )}
      </Stack>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t('action.close')}
        </Button>
        <Button leftSection={<IconPrinter size="1.125rem" />} disabled={!slip} onClick={() => window.print()} data-testid="slip-print">
          {t('mails.print')}
        </Button>
      </Group>
    </Modal>
  );
}
