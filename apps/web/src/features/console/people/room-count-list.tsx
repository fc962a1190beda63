import { useMemo, useState } from 'react';
import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useConference } from '../../../live/use-live.ts';
import panel from '../panel.module.css';
import { foundRows } from '../sites/site-rows.ts';
import { useSiteRows } from '../sites/use-site-rows.ts';
import { RoomCountRow } from './room-count-row.tsx';
import { roomCounts } from './room-counts.ts';
import styles from './room-count.module.css';
import { useRoomOfficers } from './use-room-officers.ts';

/** Every room: who has not reported and whom to phone, then who lacks most. */
export function RoomCountList({ onWrite }: { readonly onWrite: (siteId: string) => void }) {
  const { t } = useTranslation();
  const view = useConference();
  const rows = useSiteRows();
  const officers = useRoomOfficers();
  const [query, setQuery] = useState('');
  const rooms = useMemo(() => roomCounts(view, foundRows(rows, query)), [view, rows, query]);
  return (
    <>
      <div className={styles.tools}>
        <TextInput
          leftSection={<IconSearch size="1.125rem" aria-hidden="true" />}
          placeholder={t('console.sites.search')}
          aria-label={t('console.sites.search')}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        {officers === 'failed' && (
          <p className={styles.quiet} role="alert">
            {t('views.attendance.officersFailed')}
          </p>
        )}
      </div>
      {rooms.length === 0 && (
        <p className={panel.empty} role="status">
          {t('views.attendance.nobody')}
        </p>
      )}
      <ul className={styles.list}>
        {rooms.map((room) => (
          <RoomCountRow
            key={room.siteId}
            room={room}
            officers={officers instanceof Map ? (officers.get(room.siteId) ?? null) : null}
            closed={view.phase === 'closed'}
            onWrite={onWrite}
          />
        ))}
      </ul>
    </>
  );
}
