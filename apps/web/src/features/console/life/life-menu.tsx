import { useContext } from 'react';
import { Menu } from '@mantine/core';
import {
  IconActivity,
  IconDoorExit,
  IconGavel,
  IconKey,
  IconKeyboard,
  IconListCheck,
  IconPresentationOff,
  IconRoute,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAct } from '../../../live/use-act.ts';
import { useConference } from '../../../live/use-live.ts';
import { useRules } from '../../../live/use-rules.ts';
import { TourContext } from '../tour/tour-context.ts';
import { useInBureau } from '../use-in-bureau.ts';

export type LifeDialog = 'close' | 'reopen' | 'hand-over' | 'access';

interface LifeMenuProps {
  readonly onDialog: (dialog: LifeDialog) => void;
  readonly shortcuts: boolean;
  readonly onShortcuts: (on: boolean) => void;
}

export function LifeMenu({ onDialog, shortcuts, onShortcuts }: LifeMenuProps) {
  const { t } = useTranslation();
  const act = useAct();
  const beginTour = useContext(TourContext);
  const why = useRules();
  const view = useConference();
  const mayClose = why({ type: 'CloseConference' }) === null;
  const mayHandOver = Object.keys(view.officers).some((to) => why({ type: 'HandOverChair', to }) === null);
  const maySeeCodes = useInBureau() && view.phase !== 'closed';
  const slides = { type: 'StopSlides', siteId: view.slidesSiteId ?? '' } as const;
  return (
    <Menu.Dropdown>
      <Menu.Item
        leftSection={<IconKey size="1.125rem" />}
        disabled={!maySeeCodes}
        onClick={() => onDialog('access')}
        data-testid="btn-access"
      >
        {t('console.access.open')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconGavel size="1.125rem" />}
        disabled={!mayHandOver}
        onClick={() => onDialog('hand-over')}
        data-testid="btn-hand-over"
      >
        {t('console.chair.handOver')}
      </Menu.Item>
      <Menu.Item
        component={Link}
        to={`/console/${view.conferenceId}/preflight`}
        leftSection={<IconListCheck size="1.125rem" />}
        data-testid="btn-preflight"
      >
        {t('preflight.board.title')}
      </Menu.Item>
      <Menu.Item component={Link} to={`/conferences/${view.conferenceId}/quality`} leftSection={<IconActivity size="1.125rem" />}>
        {t('quality.title')}
      </Menu.Item>
      <Menu.Item leftSection={<IconPresentationOff size="1.125rem" />} disabled={why(slides) !== null} onClick={() => void act(slides)}>
        {t('console.life.stopSlides')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconKeyboard size="1.125rem" />}
        role="menuitemcheckbox"
        aria-checked={shortcuts}
        closeMenuOnClick={false}
        onClick={() => onShortcuts(!shortcuts)}
      >
        {t(shortcuts ? 'console.keys.shortcutsOn' : 'console.keys.shortcutsOff')}
      </Menu.Item>
      <Menu.Item leftSection={<IconRoute size="1.125rem" />} onClick={beginTour} data-testid="btn-tour">
        {t('tour.open')}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item
        leftSection={<IconDoorExit size="1.125rem" />}
        color="red.3"
        disabled={!mayClose}
        onClick={() => onDialog('close')}
        data-testid="btn-close"
      >
        {t('console.life.close')}
      </Menu.Item>
    </Menu.Dropdown>
  );
}
