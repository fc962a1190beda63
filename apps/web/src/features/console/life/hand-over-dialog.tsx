import { useState } from 'react';
import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../../live/use-act.ts';
import { selectOfficerNames, useConference, useLive } from '../../../live/use-live.ts';
import { useRules } from '../../../live/use-rules.ts';

interface HandOverDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Whoever the rules let receive the chair, by name. */
export function HandOverDialog({ opened, onClose }: HandOverDialogProps) {
  const { t } = useTranslation();
  const act = useAct();
  const why = useRules();
  const { officers } = useConference();
  const names = useLive(selectOfficerNames);
  const [to, setTo] = useState<string | null>(null);
  const heirs = Object.keys(officers).filter((accountId) => why({ type: 'HandOverChair', to: accountId }) === null);
  async function handOver() {
    if (to === null) return;
    const outcome = await act({ type: 'HandOverChair', to });
    if (outcome.ok) onClose();
  }
  return (
    <Modal opened={opened} onClose={onClose} title={t('console.chair.title')} centered>
      <Text mb="md">{t(heirs.length > 0 ? 'console.chair.text' : 'console.chair.nobody')}</Text>
      <Radio.Group aria-label={t('console.chair.title')} value={to} onChange={setTo}>
        <Stack gap="sm">
          {heirs.map((accountId) => (
            <Radio key={accountId} value={accountId} size="md" label={names[accountId] ?? accountId} />
          ))}
        </Stack>
      </Radio.Group>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button disabled={to === null} onClick={() => void handOver()} data-testid="confirm-hand-over">
          {t('console.chair.submit')}
        </Button>
      </Group>
    </Modal>
  );
}
