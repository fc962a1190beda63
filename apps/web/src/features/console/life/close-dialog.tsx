import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../../live/use-act.ts';

interface DialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Closing ends everything at once, so it is asked twice. */
export function CloseDialog({ opened, onClose }: DialogProps) {
  const { t } = useTranslation();
  const act = useAct();
  async function close() {
    const outcome = await act({ type: 'CloseConference' });
    if (outcome.ok) onClose();
  }
  return (
    <Modal opened={opened} onClose={onClose} title={t('console.life.closeTitle')} centered>
      <Text mb="lg">{t('console.life.closeText')}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('action.cancel')}
        </Button>
        <Button color="red" onClick={() => void close()} data-testid="confirm-close">
          {t('console.life.closeSubmit')}
        </Button>
      </Group>
    </Modal>
  );
}
