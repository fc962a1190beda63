import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { SiteCommand } from '@diemcau/core';
import { useTranslation } from 'react-i18next';
import { changeSites } from '../../live/organisation-api.ts';
import { useTroubleText } from '../../live/use-trouble-text.ts';
import { tellDone } from '../../ui/tell.ts';

interface SiteDialogProps {
  readonly title: string;
  readonly text?: string;
  readonly submitLabel: string;
  /** null: something is still missing. */
  readonly command: SiteCommand | null;
  readonly danger?: boolean;
  readonly children?: ReactNode;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** A change of the register; a refusal stays in sight beside the fields. */
export function SiteDialog({ title, text, submitLabel, command, danger = false, children, onClose, onDone }: SiteDialogProps) {
  const { t } = useTranslation();
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const send = useSiteCommand();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!command) return;
    setBusy(true);
    const refused = await send(command);
    setBusy(false);
    setTrouble(refused ?? '');
    if (refused !== null) return;
    onDone();
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={title} size="lg" centered>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
          {text && <Text c="var(--dc-ink-2)">{text}</Text>}
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
          <Button type="submit" loading={busy} disabled={!command} data-testid="site-submit" {...(danger ? { color: 'red' } : {})}>
            {submitLabel}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

/** Resolves to what stands in the way, or null when it is done, which is then said. */
export function useSiteCommand(): (command: SiteCommand) => Promise<string | null> {
  const { t } = useTranslation();
  const troubleText = useTroubleText();
  return async (command) => {
    const answer = await changeSites(command);
    if (!answer.ok) return troubleText(answer.problem);
    tellDone(t('sites.done'));
    return null;
  };
}
