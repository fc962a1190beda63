import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Join } from './use-join.ts';

/** Asked when another device is on duty in the room. */
export function TakeOverDialog({ join }: { readonly join: Join }) {
  const { t } = useTranslation();
  const { state } = join;
  return (
    <Modal opened={state.step === 'taken'} onClose={join.reset} title={t('entry.join.takenTitle')} centered size="md">
      <Text mb="lg">{t('entry.join.takenText')}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={join.reset}>
          {t('action.cancel')}
        </Button>
        <Button data-testid="take-over" onClick={() => state.step === 'taken' && void join.join(state.key, true)}>
          {t('entry.join.takeOver')}
        </Button>
      </Group>
    </Modal>
  );
}
