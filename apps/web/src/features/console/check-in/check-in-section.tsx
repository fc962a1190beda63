import { useCallback, useMemo, useState } from 'react';
import { Button, SegmentedControl } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { differs, reconcileRooms, sumOfTallies } from '@diemcau/core';
import { allTallies } from '../../../live/attendance-api.ts';
import { selectCheckIns, useConference, useLive } from '../../../live/use-live.ts';
import { usePolled } from '../../../live/use-polled.ts';
import { ListDialog } from './list-dialog.tsx';
import { BranchReconciliation, RoomReconciliation } from './reconciliation-table.tsx';
import styles from './check-in-section.module.css';

/** The socket tells of every change; reading makes up for one that was lost. */
const READ_EVERY_MS = 15_000;

/** The invitation list beside check-in and headcount, by room and by unit, with what differs. */
export function CheckInSection() {
  const { t } = useTranslation();
  const view = useConference();
  const { conferenceId } = view;
  const [by, setBy] = useState<'rooms' | 'branches'>('rooms');
  const [managing, setManaging] = useState(false);
  const load = useCallback(() => allTallies(conferenceId), [conferenceId]);
  const { value, away, again } = usePolled(load, READ_EVERY_MS);
  const told = useLive(selectCheckIns);
  const rooms = useMemo(() => reconcileRooms(view, told ?? value?.sites ?? {}), [view, told, value]);
  const total = useMemo(() => sumOfTallies(rooms), [rooms]);
  const differing = rooms.filter(differs).length;
  return (
    <section className={styles.section} aria-labelledby="check-in-title" data-testid="check-in">
      <div className={styles.head}>
        <h3 id="check-in-title" className={styles.title}>
          {t('attendance.desk.title')}
        </h3>
        {value && (
          <span className={styles.total} data-testid="check-in-total">
            {t('attendance.desk.total', { there: total.inPerson + total.online, invited: total.invited })}
          </span>
        )}
        <Button
          variant="default"
          size="sm"
          leftSection={<IconFileSpreadsheet size="1.125rem" />}
          onClick={() => setManaging(true)}
          data-testid="manage-list"
        >
          {t('attendance.desk.manage')}
        </Button>
      </div>
      <p role="status" className={differing > 0 ? styles.differing : styles.quiet}>
        {away
          ? t('attendance.desk.away')
          : value && total.invited + total.walkIns === 0
            ? t('attendance.desk.noList')
            : differing > 0
              ? t('attendance.desk.differing', { count: differing })
              : value && t('attendance.desk.allAgree')}
      </p>
      {value && (
        <>
          <SegmentedControl
            value={by}
            onChange={(chosen) => setBy(chosen as typeof by)}
            aria-label={t('attendance.desk.show')}
            data={[
              { value: 'rooms', label: t('attendance.desk.byRoom') },
              { value: 'branches', label: t('attendance.desk.byBranch') },
            ]}
          />
          {by === 'rooms' ? <RoomReconciliation rooms={rooms} /> : <BranchReconciliation rooms={rooms} />}
        </>
      )}
      {managing && (
        <ListDialog
          conferenceId={conferenceId}
          closed={view.phase === 'closed'}
          onClose={() => {
            setManaging(false);
            again();
          }}
        />
      )}
    </section>
  );
}
