import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconBan, IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FloorRequest } from '@diemcau/core';
import { newId } from '../../../live/new-id.ts';
import { useAct } from '../../../live/use-act.ts';
import { useConference } from '../../../live/use-live.ts';
import { useRules } from '../../../live/use-rules.ts';
import { giveCommand } from '../keys/desk-keys.ts';
import styles from './queue-row.module.css';
import type { QueueMoves } from './use-queue-moves.ts';

interface QueueActionsProps {
  readonly request: FloorRequest;
  readonly name: string;
  readonly place: number;
  readonly moves: QueueMoves;
  readonly onDecline: () => void;
}

/** For exceptions to the order: the five keys serve the head of the queue. */
export function QueueActions({ request, name, place, moves, onDecline }: QueueActionsProps) {
  const { t } = useTranslation();
  const view = useConference();
  const act = useAct();
  const why = useRules();
  const { requestId } = request;
  const standby = { type: 'PutOnStandby', requestId } as const;
  const give = giveCommand(view, requestId, { newId: () => 'asking', thenStandby: false });
  const mayDecline = why({ type: 'DeclineRequest', requestId, reason: '' }) === null;
  const last = view.queue.length;
  return (
    <div className={styles.actions}>
      <Button
        size="compact-md"
        variant="default"
        disabled={why(standby) !== null}
        onClick={() => void act(standby)}
        data-testid="row-standby"
      >
        {t('console.queue.standby')}
      </Button>
      <Button
        size="compact-md"
        color="red.3"
        variant="outline"
        disabled={why(give) !== null}
        onClick={() => void act(giveCommand(view, requestId, { newId, thenStandby: false }))}
        data-testid="row-give"
      >
        {t('console.queue.give')}
      </Button>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('console.queue.more', { name })}>
            <IconDots size="1.25rem" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            disabled={!moves.allowed || place === 1}
            leftSection={<IconArrowUp size="1rem" />}
            onClick={() => moves.move(requestId, place - 1)}
          >
            {t('console.queue.up', { name })}
          </Menu.Item>
          <Menu.Item
            disabled={!moves.allowed || place === last}
            leftSection={<IconArrowDown size="1rem" />}
            onClick={() => moves.move(requestId, place + 1)}
          >
            {t('console.queue.down', { name })}
          </Menu.Item>
          <Menu.Item
            color="red.3"
            disabled={!mayDecline}
            leftSection={<IconBan size="1rem" />}
            onClick={onDecline}
            data-testid="row-decline"
          >
            {t('console.queue.decline')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
