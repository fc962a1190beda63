import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import type { TreeCommand } from '@diemcau/core';
import { useTranslation } from 'react-i18next';
import { changeTree } from '../../../live/organisation-api.ts';
import { useStaff } from '../../../live/staff.ts';
import { useTroubleText } from '../../../live/use-trouble-text.ts';
import { DayField } from '../../../ui/day-field.tsx';
import { dayText } from '../../../ui/day-text.ts';
import { tellDone } from '../../../ui/tell.ts';

type Undated<T> = T extends TreeCommand ? Omit<T, 'from' | 'document'> : never;
/** A command without its day and its document, which every one of them has. */
export type TreeChange = Undated<TreeCommand>;

/** As long as core allows (tree/commands.ts). */
const DOCUMENT_MAX_CHARS = 200;

interface ChangeDialogProps {
  readonly title: string;
  readonly text?: string;
  readonly submitLabel: string;
  /** null: something is still missing. */
  readonly change: TreeChange | null;
  readonly danger?: boolean;
  readonly children?: ReactNode;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** A change of the tree from a day on, by a decision that has a number. */
export function ChangeDialog({ change, onClose, onDone, children, ...words }: ChangeDialogProps) {
  const { t } = useTranslation();
  const order = useChange(change, () => {
    onDone();
    onClose();
  });
  return (
    <Modal opened onClose={onClose} title={words.title} size="lg" centered>
      <form onSubmit={(event) => void order.submit(event)}>
        <Stack gap="md">
          {words.text && <Text c="var(--dc-ink-2)">{words.text}</Text>}
          {children}
          <DayField label={t('organisation.change.from')} required value={order.from} onChange={order.setFrom} data-testid="change-from" />
          <TextInput
            label={t('organisation.change.document')}
            description={t('organisation.change.documentHint')}
            value={order.document}
            onChange={(event) => order.setDocument(event.currentTarget.value)}
            maxLength={DOCUMENT_MAX_CHARS}
            data-testid="change-document"
          />
          {order.trouble !== '' && (
            <Text role="alert" c="var(--dc-on-air-text)" data-testid="change-refused">
              {order.trouble}
            </Text>
          )}
        </Stack>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button
            type="submit"
            loading={order.busy}
            disabled={!order.ready}
            data-testid="change-submit"
            {...(words.danger ? { color: 'red' } : {})}
          >
            {words.submitLabel}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

function useChange(change: TreeChange | null, onDone: () => void) {
  const { t, i18n } = useTranslation();
  const { today } = useStaff();
  const troubleText = useTroubleText();
  const [from, setFrom] = useState(today);
  const [document, setDocument] = useState('');
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const ready = change !== null && from !== '';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!change || !ready) return;
    setBusy(true);
    // The spread of a union keeps no discriminant; what it spreads is one of the commands without these two fields.
    const answer = await changeTree({ ...change, from, document: document.trim() } as TreeCommand);
    setBusy(false);
    if (!answer.ok) return setTrouble(troubleText(answer.problem));
    tellDone(t('organisation.change.done', { day: dayText(from, i18n.language) }));
    onDone();
  };
  return { from, setFrom, document, setDocument, trouble, busy, ready, submit };
}
