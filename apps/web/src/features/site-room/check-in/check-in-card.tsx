import { useCallback, useState } from 'react';
import { Button } from '@mantine/core';
import { IconDeviceMobile, IconListCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { differs, reconciledRoom } from '@diemcau/core';
import { roomTally } from '../../../live/attendance-api.ts';
import type { RoomPlace } from '../../../live/attendance-api.ts';
import { selectCheckIns, selectMail, useConference, useLive } from '../../../live/use-live.ts';
import { usePolled } from '../../../live/use-polled.ts';
import side from '../room-side.module.css';
import styles from './check-in.module.css';
import { DoorDialog } from './door-dialog.tsx';
import { RoomCodeScreen } from './room-code-screen.tsx';

/** The socket tells of every change; reading makes up for one that was lost. */
const READ_EVERY_MS = 15_000;

/** Who of the room's list is there, and how the others get in: by the code on the screen, or through the officer. */
export function CheckInCard({ siteId }: { readonly siteId: string }) {
  const { t } = useTranslation();
  const { conferenceId, phase } = useConference();
  const { headcount } = useLive(selectMail);
  const [shown, setShown] = useState<'code' | 'door' | null>(null);
  const load = useCallback(() => roomTally({ conferenceId, siteId }), [conferenceId, siteId]);
  const { value, away, again } = usePolled(load, READ_EVERY_MS);
  const told = useLive(selectCheckIns);
  const tally = told?.[siteId] ?? value;
  const place: RoomPlace = { conferenceId, siteId };
  const known = reconciledRoom(siteId, tally ?? undefined, headcount?.count ?? null);
  const closed = phase === 'closed' || phase === 'draft';
  return (
    <section className={side.card} aria-labelledby="check-in-title" data-testid="check-in-card">
      <h2 id="check-in-title" className={side.title}>
        {t('attendance.room.title')}
      </h2>
      <div role="status" className={styles.tally}>
        {away && <p className={side.quiet}>{t('attendance.desk.away')}</p>}
        {tally && known.invited === 0 && <p className={side.quiet}>{t('attendance.room.none')}</p>}
        {tally && (
          <p data-testid="room-tally">
            <strong>{t('attendance.room.tally', { there: known.inPerson + known.online, invited: known.invited })}</strong>
            <span className={side.quiet}>
              {' '}
              {t('attendance.room.online', { count: known.online })} · {t('attendance.room.unmarked', { count: known.unmarked })}
            </span>
          </p>
        )}
        {known.difference !== null && (
          <p className={differs(known) ? styles.differs : side.quiet}>
            {differs(known)
              ? t('attendance.room.differs', { headcount: known.headcount, inPerson: known.inPerson })
              : t('attendance.room.agrees')}
          </p>
        )}
      </div>
      <Button
        variant="default"
        leftSection={<IconDeviceMobile size="1.125rem" />}
        disabled={closed}
        onClick={() => setShown('code')}
        data-testid="show-room-code"
      >
        {t('attendance.room.showCode')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconListCheck size="1.125rem" />}
        disabled={closed}
        onClick={() => setShown('door')}
        data-testid="open-door"
      >
        {t('attendance.room.openList')}
      </Button>
      {shown === 'code' && <RoomCodeScreen place={place} onClose={() => setShown(null)} />}
      {shown === 'door' && (
        <DoorDialog
          place={place}
          onClose={() => {
            setShown(null);
            again();
          }}
        />
      )}
    </section>
  );
}
