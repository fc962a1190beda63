import { useState } from 'react';
import type { FormEvent } from 'react';
import { Button, Group, Modal, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface ReasonDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly text: string;
  readonly reasonLabel: string;
  readonly submitLabel: string;
  /** Without a reason it cannot be submitted. */
  readonly required?: boolean;
  readonly danger?: boolean;
  /** Resolves to whether it worked; the dialog then closes. */
  readonly onSubmit: (reason: string) => Promise<boolean>;
}

/** As long as core allows (commands.ts). */
const REASON_MAX_CHARS = 500;

/** A step that is explained in writing. */
export function ReasonDialog({ opened, onClose, onSubmit, ...words }: ReasonDialogProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const missing = words.required === true && reason.trim() === '';
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (missing) return;
    setBusy(true);
    const done = await onSubmit(reason);
    setBusy(false);
    if (!done) return;
    setReason('');
    onClose();
  }
  return (
    <Modal opened={opened} onClose={onClose} title={words.title} centered>
      <form onSubmit={(event) => void submit(event)}>
        <Text mb="md">{words.text}</Text>
        <Textarea
          label={words.reasonLabel}
          required={words.required ?? false}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={REASON_MAX_CHARS}
          rows={3}
          data-autofocus
          data-testid="reason"
        />
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={missing} data-testid="reason-submit" {...(words.danger ? { color: 'red' } : {})}>
            {words.submitLabel}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
