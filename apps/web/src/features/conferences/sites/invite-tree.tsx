import { useMemo, useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SiteId, UnitId } from '@diemcau/core';
import { changeInvitations } from '../../../live/planning-api.ts';
import { usePlan } from '../../../live/plan-provider.tsx';
import { useConference } from '../../../live/use-live.ts';
import { useTroubleText } from '../../../live/use-trouble-text.ts';
import { QuietNotice } from '../../../ui/quiet-notice.tsx';
import { tellDone } from '../../../ui/tell.ts';
import panel from '../panel.module.css';
import { BranchRow, RoomRow } from './invite-rows.tsx';
import styles from './invite-tree.module.css';
import { allUnitIds, isChosen, treeRows, withChoice } from './site-tree.ts';
import type { Branch, Choice, Room } from './site-tree.ts';

interface InviteTreeProps {
  readonly tops: readonly Branch[];
  /** Rooms whose unit is nowhere. */
  readonly stray: readonly Room[];
}

/** A tree that fits on a screen or two is shown whole; of a larger one the tops and what is right below. */
const SHOWN_WHOLE_MAX = 40;

/** Units and rooms to tick; nothing is done before it is saved, and how much that is stands beside. */
export function InviteTree({ tops, stray }: InviteTreeProps) {
  const { t } = useTranslation();
  const { sites } = useConference();
  const [search, setSearch] = useState('');
  const [choice, setChoice] = useState<Choice>(new Map());
  const every = useMemo(() => allUnitIds(tops), [tops]);
  const [open, setOpen] = useState<ReadonlySet<UnitId>>(() =>
    every.size <= SHOWN_WHOLE_MAX ? every : new Set(tops.map(({ unitId }) => unitId)),
  );
  const saved = new Set(Object.keys(sites));
  const known = new Set([...tops.flatMap(({ siteIds }) => siteIds), ...stray.map(({ siteId }) => siteId)]);
  const outside = Object.values(sites)
    .filter(({ siteId }) => !known.has(siteId))
    .map(({ siteId, name }): Room => ({ siteId, name, folded: '' }));
  const loose = [...stray, ...outside];
  const set = (siteIds: readonly SiteId[], wanted: boolean) => setChoice((before) => withChoice(before, siteIds, { saved, wanted }));
  const chosen = (siteId: SiteId) => isChosen(choice, saved, siteId);
  const rows = treeRows(tops, open, search);
  const toggle = (unitId: UnitId) =>
    setOpen((before) => new Set(before.has(unitId) ? [...before].filter((id) => id !== unitId) : [...before, unitId]));
  return (
    <section className={panel.flush} aria-label={t('planning.sites.tree')}>
      <div className={styles.tools}>
        <TextInput
          type="search"
          leftSection={<IconSearch size="1.125rem" />}
          aria-label={t('planning.sites.search')}
          placeholder={t('planning.sites.search')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          className={styles.search ?? ''}
          data-testid="invite-search"
        />
        <Button variant="subtle" color="gray" size="sm" onClick={() => setOpen(every)}>
          {t('planning.sites.openAll')}
        </Button>
        <Button variant="subtle" color="gray" size="sm" onClick={() => setOpen(new Set())}>
          {t('planning.sites.closeAll')}
        </Button>
      </div>
      <SaveBar choice={choice} saved={saved} onSaved={() => setChoice(new Map())} />
      {known.size === 0 && <QuietNotice title={t('planning.sites.empty')} text={t('planning.sites.emptyText')} />}
      {known.size > 0 && rows.length === 0 && search !== '' && <QuietNotice title={t('planning.sites.nothingFound')} />}
      <ul className={styles.list} data-testid="invite-tree">
        {rows.map((row) =>
          row.kind === 'branch' ? (
            <BranchRow
              key={row.branch.unitId}
              branch={row.branch}
              open={row.open}
              chosen={chosen}
              onSet={set}
              onToggle={toggle}
              fixed={search !== ''}
            />
          ) : (
            <RoomRow key={row.room.siteId} room={row.room} depth={row.depth} chosen={chosen(row.room.siteId)} onSet={set} />
          ),
        )}
        {loose.length > 0 && search === '' && <li className={styles.heading}>{t('planning.sites.outside')}</li>}
        {search === '' && loose.map((room) => <RoomRow key={room.siteId} room={room} depth={0} chosen={chosen(room.siteId)} onSet={set} />)}
      </ul>
    </section>
  );
}

interface SaveBarProps {
  readonly choice: Choice;
  readonly saved: ReadonlySet<SiteId>;
  readonly onSaved: () => void;
}

function SaveBar({ choice, saved, onSaved }: SaveBarProps) {
  const { t } = useTranslation();
  const { read } = usePlan();
  const troubleText = useTroubleText();
  const { conferenceId } = useConference();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState('');
  const siteIds = [...choice].filter(([, wanted]) => wanted).map(([siteId]) => siteId);
  const drop = [...choice].filter(([, wanted]) => !wanted).map(([siteId]) => siteId);
  const save = async () => {
    setBusy(true);
    const answer = await changeInvitations(conferenceId, { siteIds, drop });
    setBusy(false);
    setTrouble(answer.ok ? '' : troubleText(answer.problem));
    await read();
    if (!answer.ok) return;
    onSaved();
    tellDone(t('planning.sites.saved'));
  };
  return (
    <div className={styles.save} data-changed={choice.size > 0}>
      <p role="status" data-testid="invite-count">
        {t('planning.sites.chosen', { count: saved.size + siteIds.length - drop.length })}
        {choice.size > 0 && ` · ${t('planning.sites.change', { added: siteIds.length, dropped: drop.length })}`}
      </p>
      {choice.size > 0 && (
        <Button variant="subtle" color="gray" size="sm" onClick={onSaved}>
          {t('planning.sites.undo')}
        </Button>
      )}
      <Button size="sm" loading={busy} disabled={choice.size === 0} onClick={() => void save()} data-testid="invite-save">
        {t('planning.sites.save')}
      </Button>
      {trouble !== '' && (
        <p role="alert" className={panel.trouble}>
          {trouble}
        </p>
      )}
    </div>
  );
}
