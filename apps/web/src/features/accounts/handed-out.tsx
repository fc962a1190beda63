import { Button, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { slipOf } from '../../live/accounts-api.ts';
import type { HandedOutLink, Slip } from '../../live/accounts-api.ts';
import { useLoaded } from '../../live/use-loaded.ts';
import { PrintSheet } from '../../ui/print-sheet.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { dayTimeText } from '../../ui/time-text.ts';
import styles from './handed-out.module.css';

interface HandedOutProps {
  readonly title?: string;
  readonly link: HandedOutLink;
  /** null: no e-mail, so there is only the slip. */
  readonly address: string | null;
  /** What went wrong beside it. */
  readonly note?: string;
  readonly onClose: () => void;
}

/** A link that was just made: on its way by mail, to copy, or on paper. */
export function HandedOut({ title, link, address, note = '', onClose }: HandedOutProps) {
  const { t, i18n } = useTranslation();
  const slip = useLoaded(link.mailId, () => slipOf(link.mailId));
  return (
    <Stack gap="md" data-testid="handed-out">
      {title && <Text fw={600}>{title}</Text>}
      {note !== '' && (
        <Text role="alert" c="var(--dc-on-air-text)">
          {note}
        </Text>
      )}
      <Text>{address === null ? t('accounts.link.slip') : t('accounts.link.mailed', { address })}</Text>
      <TextInput
        readOnly
        label={t('accounts.link.until', { time: dayTimeText(link.expiresAtMs, i18n.language) })}
        value={link.url}
        onFocus={(event) => event.currentTarget.select()}
        data-testid="link-url"
      />
      {slip.problem && <Text c="var(--dc-ink-2)">{t('accounts.link.slipGone')}</Text>}
      <Group justify="flex-end">
        <CopyButton value={link.url}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {t(copied ? 'myAccount.tokens.copied' : 'myAccount.tokens.copy')}
            </Button>
          )}
        </CopyButton>
        <Button
          variant={address === null ? 'filled' : 'default'}
          leftSection={<IconPrinter size="1.125rem" />}
          disabled={!slip.value}
          onClick={() => window.print()}
          data-testid="print-slip"
        >
          {t('accounts.link.print')}
        </Button>
        <Button variant={address === null ? 'default' : 'filled'} onClick={onClose} data-testid="handed-out-close">
          {t('accounts.link.close')}
        </Button>
      </Group>
      {slip.value && <SlipSheet slip={slip.value} />}
    </Stack>
  );
}

/** One sheet of A4 in the language of whoever gets it. */
function SlipSheet({ slip }: { readonly slip: Slip }) {
  const { i18n } = useTranslation();
  const t = i18n.getFixedT(slip.language);
  const { subject, paragraphs, url, language } = slip;
  return (
    <PrintSheet>
      <article lang={language} className={styles.slip}>
        <h1 className={styles.title}>{subject}</h1>
        {paragraphs.map((paragraph) =>
          paragraph === url ? (
            <div key="link" className={styles.link}>
              <QrCode text={url} label={t('accounts.link.qr')} className={styles.code} />
              <p>
                {t('accounts.link.orOpen')}
                <br />
                <span className={styles.address}>{url}</span>
              </p>
            </div>
          ) : (
            <p key={paragraph}>{paragraph}</p>
          ),
        )}
      </article>
    </PrintSheet>
  );
}
