import { Button, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { slipOf } from '../../live/accounts-api.ts';
import type { HandedOutLink } from '../../live/accounts-api.ts';
import { SlipSheet } from '../../live/slip-sheet.tsx';
import { useLoaded } from '../../live/use-loaded.ts';
import { dayTimeText } from '../../ui/time-text.ts';

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
