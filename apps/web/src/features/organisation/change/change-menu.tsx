import { useState } from 'react';
import type { ComponentType } from 'react';
import { Button, Group, Menu } from '@mantine/core';
import { IconChevronDown, IconPlus } from '@tabler/icons-react';
import type { UnitFact } from '@diemcau/core';
import { useTranslation } from 'react-i18next';
import type { UnitDetail } from '../../../live/organisation-api.ts';
import type { UnitTree } from '../../../live/unit-tree.ts';
import { CloseUnitDialog } from './close-unit-dialog.tsx';
import { CreateDialog } from './create-dialog.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { ReopenDialog } from './reopen-dialog.tsx';
import { SplitDialog } from './split-dialog.tsx';
import type { UnitDialogProps } from './unit-dialog.ts';
import { KindDialog, RecodeDialog, RenameDialog } from './word-dialogs.tsx';

const CreateBelow = ({ unit, onClose, onDone }: UnitDialogProps) => <CreateDialog parent={unit} onClose={onClose} onDone={onDone} />;

const DIALOGS = {
  create: CreateBelow,
  rename: RenameDialog,
  recode: RecodeDialog,
  rekind: KindDialog,
  move: MoveDialog,
  split: SplitDialog,
  merge: MergeDialog,
  close: CloseUnitDialog,
  reopen: ReopenDialog,
} as const satisfies Record<string, ComponentType<UnitDialogProps>>;
type UnitAction = keyof typeof DIALOGS;

/** In the order in which they are needed: words, place, and what ends a unit. */
const IN_MENU: readonly UnitAction[] = ['recode', 'rekind', 'move', 'split', 'merge', 'close'];
const ENDING: readonly UnitAction[] = ['split', 'merge', 'close'];

interface ChangeMenuProps {
  readonly unitId: string;
  readonly detail: UnitDetail;
  readonly facts: readonly UnitFact[];
  readonly tree: UnitTree;
  readonly onDone: () => void;
}

export function ChangeMenu({ unitId, detail, facts, tree, onDone }: ChangeMenuProps) {
  const [action, setAction] = useState<UnitAction | null>(null);
  const unit = detail.unit ?? lastKnown(unitId, facts);
  const Dialog = action === null ? null : DIALOGS[action];
  const node = tree.byId.get(unitId) ?? null;
  return (
    <>
      {detail.unit ? <Choices onPick={setAction} /> : <Reopen onPick={setAction} />}
      {Dialog && <Dialog unit={unit} node={node} tree={tree} onClose={() => setAction(null)} onDone={onDone} />}
    </>
  );
}

function Choices({ onPick }: { readonly onPick: (action: UnitAction) => void }) {
  const { t } = useTranslation();
  return (
    <Group gap="xs" mt="md">
      <Button leftSection={<IconPlus size="1.125rem" />} variant="default" onClick={() => onPick('create')} data-testid="unit-create">
        {t('organisation.action.create')}
      </Button>
      <Button variant="default" onClick={() => onPick('rename')} data-testid="unit-rename">
        {t('organisation.action.rename')}
      </Button>
      <Menu position="bottom-start" withinPortal>
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size="1rem" />} data-testid="unit-more">
            {t('organisation.action.more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {IN_MENU.map((action) => (
            <Menu.Item
              key={action}
              onClick={() => onPick(action)}
              data-testid={`unit-${action}`}
              {...(ENDING.includes(action) ? { c: 'var(--dc-on-air-text)' } : {})}
            >
              {t(`organisation.action.${action}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}

function Reopen({ onPick }: { readonly onPick: (action: UnitAction) => void }) {
  const { t } = useTranslation();
  return (
    <Group mt="md">
      <Button variant="default" onClick={() => onPick('reopen')} data-testid="unit-reopen">
        {t('organisation.action.reopen')}
      </Button>
    </Group>
  );
}

/** What a unit that does not exist on the day was called when last heard of. */
function lastKnown(unitId: string, facts: readonly UnitFact[]): UnitDialogProps['unit'] {
  const last = (field: UnitFact['field']) => facts.findLast((fact) => fact.field === field && fact.holds)?.value;
  const word = (field: UnitFact['field']) => String(last(field) ?? '');
  const parent = last('parent');
  return { unitId, name: word('name'), code: word('code'), kind: word('kind'), parentId: typeof parent === 'string' ? parent : null };
}
