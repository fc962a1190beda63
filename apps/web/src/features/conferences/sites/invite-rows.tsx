import { ActionIcon, Checkbox } from '@mantine/core';
import { IconBuildingBank, IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SiteId, UnitId } from '@diemcau/core';
import { useConference } from '../../../live/use-live.ts';
import styles from './invite-tree.module.css';
import type { Branch, Room } from './site-tree.ts';

type SetSites = (siteIds: readonly SiteId[], wanted: boolean) => void;

/** Deeper than this a phone has no width left for names. */
const INDENT_MAX = 6;
const indent = (depth: number) => ({ '--depth': Math.min(depth, INDENT_MAX) }) as React.CSSProperties;

interface BranchRowProps {
  readonly branch: Branch;
  readonly open: boolean;
  readonly chosen: (siteId: SiteId) => boolean;
  readonly onSet: SetSites;
  readonly onToggle: (unitId: UnitId) => void;
  /** A search shows what it found, and nothing is folded up. */
  readonly fixed: boolean;
}

/** Ticking a unit takes its whole branch. */
export function BranchRow({ branch, open, chosen, onSet, onToggle, fixed }: BranchRowProps) {
  const { t } = useTranslation();
  const { unitId, name, depth, siteIds } = branch;
  const count = siteIds.filter(chosen).length;
  const all = count === siteIds.length;
  const Arrow = open ? IconChevronDown : IconChevronRight;
  return (
    <li className={styles.row} style={indent(depth)} data-kind="branch" data-testid="invite-branch">
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        disabled={fixed}
        aria-expanded={open}
        aria-label={t(open ? 'planning.sites.closeBranch' : 'planning.sites.open', { name })}
        onClick={() => onToggle(unitId)}
      >
        <Arrow size="1.125rem" />
      </ActionIcon>
      <Checkbox
        label={name}
        checked={all}
        indeterminate={count > 0 && !all}
        onChange={() => onSet(siteIds, !all)}
        className={styles.check ?? ''}
      />
      <span className={styles.count}>{t('planning.sites.count', { chosen: count, count: siteIds.length })}</span>
    </li>
  );
}

interface RoomRowProps {
  readonly room: Room;
  readonly depth: number;
  readonly chosen: boolean;
  readonly onSet: SetSites;
}

export function RoomRow({ room: { siteId, name }, depth, chosen, onSet }: RoomRowProps) {
  const { t } = useTranslation();
  const isHall = useConference().hallSiteId === siteId;
  return (
    <li className={styles.row} style={indent(depth)} data-kind="room" data-testid="invite-room">
      <Checkbox
        label={name}
        checked={chosen}
        disabled={isHall}
        onChange={(event) => onSet([siteId], event.currentTarget.checked)}
        className={styles.check ?? ''}
      />
      {isHall && (
        <span className={styles.count}>
          <IconBuildingBank size="1rem" aria-hidden="true" /> {t('planning.sites.hall')}
        </span>
      )}
    </li>
  );
}
