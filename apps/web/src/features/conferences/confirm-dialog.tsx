import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface ConfirmDialogProps {
  readonly title: string;
  readonly text: string;
  readonly submitLabel: string;
  readonly danger?: boolean;
  /** Something is still missing. */
  readonly blocked?: boolean;
  readonly children?: ReactNode;
  /** Resolves to what stands in the way; null: done. */
  readonly onSubmit: () => Promise<string | null>;
  readonly onClose: () => void;
}

/** Asks once more; a refusal stays in sight. */
export function ConfirmDialog({
  title,
  text,
  submitLabel,
  danger = false,
  blocked = false,
  children,
  onSubmit,
  onClose,
}: ConfirmDialogProps) {
  const { t } = useTranslation();
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const refused = await onSubmit();
    setBusy(false);
    setTrouble(refused ?? '');
    if (refused === null) onClose();
  };
  return (
    <Modal opened onClose={onClose} title={title} centered>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
          <Text c="var(--dc-ink-2)">{text}</Text>
          {children}
          {trouble !== '' && (
            <Text role="alert" c="var(--dc-on-air-text)">
              {trouble}
            </Text>
          )}
        </Stack>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={blocked} data-testid="confirm-submit" {...(danger ? { color: 'red' } : {})}>
            {submitLabel}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
