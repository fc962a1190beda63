import { memo } from 'react';
import { Button } from '@mantine/core';
import { IconPhone } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Headcount } from '@diemcau/core';
import type { RoomOfficer, RoomOfficers } from '../../../live/room-officers.ts';
import { clockText } from '../../../ui/time-text.ts';
import type { RoomCount } from './room-counts.ts';
import styles from './room-count.module.css';

interface RoomCountRowProps {
  readonly room: RoomCount;
  readonly officers: RoomOfficers | null;
  readonly closed: boolean;
  readonly onWrite: (siteId: string) => void;
}

export const RoomCountRow = memo(function RoomCountRow({ room, officers, closed, onWrite }: RoomCountRowProps) {
  const { t } = useTranslation();
  const silent = room.present === null;
  return (
    <li className={styles.room} data-silent={silent} data-testid={silent ? 'silent-site' : 'counted-site'}>
      <div className={styles.words}>
        <p className={styles.name}>{room.name}</p>
        <CountLine room={room} />
        {silent && officers && <Officers officers={officers} />}
        {room.counts.length > 1 && <History name={room.name} counts={room.counts} />}
      </div>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        aria-label={`${t('desk.people.write')}: ${room.name}`}
        disabled={closed}
        onClick={() => onWrite(room.siteId)}
      >
        {t('desk.people.write')}
      </Button>
    </li>
  );
}, sameRoom);

/** Rows are made anew each second; what is drawn changes a few times a day. */
function sameRoom(a: RoomCountRowProps, b: RoomCountRowProps): boolean {
  const same = a.room.counts === b.room.counts || (a.room.counts.length === 0 && b.room.counts.length === 0);
  return same && a.room.online === b.room.online && a.room.name === b.room.name && a.officers === b.officers && a.closed === b.closed;
}

function CountLine({ room: { present, expected, missing, online, counts } }: { readonly room: RoomCount }) {
  const { t, i18n } = useTranslation();
  if (present === null) {
    const word = t('views.attendance.notReported');
    return <p className={styles.silent}>{online ? word : `${word} · ${t('views.attendance.away')}`}</p>;
  }
  const last = counts.at(-1)!;
  const from = t(last.from === 'site' ? 'views.attendance.fromSite' : 'views.attendance.fromBureau');
  return (
    <p className={styles.quiet}>
      <strong className={styles.count}>{expected === null ? present : `${present}/${expected}`}</strong>
      {missing > 0 && <> · {t('views.attendance.missing', { count: missing })}</>} · {clockText(last.atMs, i18n.language, false)} {from}
    </p>
  );
}

function Officers({ officers: { officers, hidden } }: { readonly officers: RoomOfficers }) {
  const { t } = useTranslation();
  if (officers.length === 0 && hidden === 0) return <p className={styles.quiet}>{t('views.attendance.noOfficer')}</p>;
  return (
    <>
      {officers.map((officer) => (
        <OfficerLine key={`${officer.name} ${officer.phone}`} officer={officer} />
      ))}
      {hidden > 0 && <p className={styles.quiet}>{t('views.attendance.hidden', { count: hidden })}</p>}
    </>
  );
}

function OfficerLine({ officer: { name, post, phone } }: { readonly officer: RoomOfficer }) {
  const { t } = useTranslation();
  return (
    <p className={styles.officer}>
      <span>
        {name}
        {post !== '' && <span className={styles.quiet}> · {post}</span>}
      </span>
      {phone === '' ? (
        <span className={styles.quiet}>{t('views.attendance.noPhone')}</span>
      ) : (
        // RFC 3966 §3: visual separators are allowed, spaces are not.
        <a
          className={styles.phone}
          href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`}
          aria-label={t('views.attendance.call', { name, phone })}
        >
          <IconPhone size="1rem" aria-hidden="true" />
          {phone}
        </a>
      )}
    </p>
  );
}

function History({ name, counts }: { readonly name: string; readonly counts: readonly Headcount[] }) {
  const { t, i18n } = useTranslation();
  return (
    <details className={styles.history}>
      <summary>{t('views.attendance.historyOf', { name: counts.length })}</summary>
      <ul aria-label={name}>
        {counts.toReversed().map(({ atMs, count, from }) => (
          <li key={atMs}>
            {clockText(atMs, i18n.language, false)}: {count} ·{' '}
            {t(from === 'site' ? 'views.attendance.fromSite' : 'views.attendance.fromBureau')}
          </li>
        ))}
      </ul>
    </details>
  );
}
