import { useState } from 'react';
import type { FormEvent } from 'react';
import { Button, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { addRequest, REQUEST_KINDS } from '../../live/keeping-api.ts';
import type { RequestKind } from '../../live/keeping-api.ts';
import { useTroubleText } from '../../live/use-trouble-text.ts';
import { dayText } from '../../ui/day-text.ts';
import { tellDone } from '../../ui/tell.ts';

interface AskDialogProps {
  readonly subjectId: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** The person has asked for something: the clock begins. */
export function AskDialog({ subjectId, onClose, onDone }: AskDialogProps) {
  const { t, i18n } = useTranslation();
  const troubleText = useTroubleText();
  const [kind, setKind] = useState<RequestKind>('access');
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const answer = await addRequest(subjectId, kind);
    setBusy(false);
    setTrouble(answer.ok ? '' : troubleText(answer.problem));
    if (!answer.ok) return;
    tellDone(t('personalData.asked', { day: dayText(answer.value.dueDay, i18n.language) }));
    onDone();
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t('personalData.ask')} centered>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
          <Text c="var(--dc-ink-2)">{t('personalData.askText')}</Text>
          <NativeSelect
            label={t('personalData.askKind')}
            value={kind}
            data={REQUEST_KINDS.map((one) => ({ value: one, label: t(`personalData.requests.kind.${one}`) }))}
            onChange={(event) => setKind(event.currentTarget.value as RequestKind)}
          />
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
          <Button type="submit" loading={busy} data-testid="ask-submit">
            {t('personalData.askDo')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
