import { useState } from 'react';
import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../../live/use-act.ts';
import { useRules } from '../../../live/use-rules.ts';
import { AccessSheet } from '../access-sheet.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { HandOverDialog } from './hand-over-dialog.tsx';
import { LifeMenu } from './life-menu.tsx';
import type { LifeDialog } from './life-menu.tsx';
import { MainLifeButton } from './main-life-button.tsx';
import { ReopenDialog } from './reopen-dialog.tsx';

interface LifeControlsProps {
  readonly shortcuts: boolean;
  readonly onShortcuts: (on: boolean) => void;
}

/** Opening, pausing and closing the conference, its chair and its codes. */
export function LifeControls({ shortcuts, onShortcuts }: LifeControlsProps) {
  const { t } = useTranslation();
  const act = useAct();
  const why = useRules();
  const [dialog, setDialog] = useState<LifeDialog | null>(null);
  const close = () => setDialog(null);
  const mayReclaim = why({ type: 'ReclaimChair' }) === null;
  return (
    <>
      {mayReclaim && (
        <Button variant="light" color="yellow" onClick={() => void act({ type: 'ReclaimChair' })} data-testid="btn-reclaim">
          {t('console.chair.reclaim')}
        </Button>
      )}
      <MainLifeButton onReopen={() => setDialog('reopen')} />
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size="1rem" />} data-testid="life-menu">
            {t('console.life.menu')}
          </Button>
        </Menu.Target>
        <LifeMenu onDialog={setDialog} shortcuts={shortcuts} onShortcuts={onShortcuts} />
      </Menu>
      <CloseDialog opened={dialog === 'close'} onClose={close} />
      <ReopenDialog opened={dialog === 'reopen'} onClose={close} />
      <HandOverDialog opened={dialog === 'hand-over'} onClose={close} />
      <AccessSheet opened={dialog === 'access'} onClose={close} />
    </>
  );
}
