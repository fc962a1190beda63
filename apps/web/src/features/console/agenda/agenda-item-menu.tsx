import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDots, IconPencil, IconPlayerPlay, IconRestore, IconScissors } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AgendaItem, ConferenceCommand } from '@diemcau/core';
import { useAct } from '../../../live/use-act.ts';
import { useConference } from '../../../live/use-live.ts';
import { useRules } from '../../../live/use-rules.ts';
import { useAnnounce } from '../../../ui/announcer.tsx';
import { movedBefore } from './agenda-moves.ts';

interface AgendaItemMenuProps {
  readonly item: AgendaItem;
  readonly onEdit: () => void;
}

/** What can be done with an item that is not over; one that runs is revised, not moved or cut. */
export function AgendaItemMenu({ item, onEdit }: AgendaItemMenuProps) {
  const { t } = useTranslation();
  const { title } = item;
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('desk.agenda.more', { title })} data-testid="item-menu">
          <IconDots size="1.25rem" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size="1.125rem" />} onClick={onEdit} data-testid="item-edit">
          {t('planning.agenda.edit')}
        </Menu.Item>
        {item.status !== 'running' && <OpenEntries item={item} />}
      </Menu.Dropdown>
    </Menu>
  );
}

function OpenEntries({ item }: { readonly item: AgendaItem }) {
  const { t } = useTranslation();
  const view = useConference();
  const { itemId } = item;
  const cut = item.status === 'cut';
  return (
    <>
      {!cut && (
        <Entry icon={IconPlayerPlay} word={t('desk.agenda.start')} command={{ type: 'StartItem', itemId, replaces: view.currentItemId }} />
      )}
      <MoveEntry item={item} step={-1} />
      <MoveEntry item={item} step={1} />
      {cut ? (
        <Entry icon={IconRestore} word={t('desk.agenda.restore')} command={{ type: 'RestoreItem', itemId }} />
      ) : (
        <Entry icon={IconScissors} word={t('desk.agenda.cut')} command={{ type: 'CutItem', itemId }} />
      )}
    </>
  );
}

interface EntryProps {
  readonly icon: typeof IconDots;
  readonly word: string;
  readonly command: ConferenceCommand;
  readonly onDone?: () => void;
}

/** An entry that does not work says why below its word. */
function Entry({ icon: Icon, word, command, onDone }: EntryProps) {
  const { t } = useTranslation();
  const act = useAct();
  const refusal = useRules()(command);
  return (
    <Menu.Item
      leftSection={<Icon size="1.125rem" />}
      disabled={refusal !== null}
      onClick={() => void act(command).then(({ ok }) => ok && onDone?.())}
    >
      {word}
      {refusal && <small style={{ display: 'block' }}>{t(`refusal.${refusal.code}`)}</small>}
    </Menu.Item>
  );
}

function MoveEntry({ item, step }: { readonly item: AgendaItem; readonly step: -1 | 1 }) {
  const { t } = useTranslation();
  const view = useConference();
  const announce = useAnnounce();
  const { itemId, title } = item;
  const move = movedBefore(view, itemId, step);
  if (!move) return null;
  const place = view.agenda.indexOf(itemId) + 1 + step;
  return (
    <Entry
      icon={step < 0 ? IconArrowUp : IconArrowDown}
      word={t(step < 0 ? 'desk.agenda.up' : 'desk.agenda.down')}
      command={{ type: 'MoveItem', itemId, before: move.before }}
      onDone={() => announce(t('desk.agenda.moved', { title, place }))}
    />
  );
}
