import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { differs, reconcileBranches } from '@diemcau/core';
import type { AttendanceTally, ReconciledRoom } from '@diemcau/core';
import { siteOf } from '../../../live/floor.ts';
import { figureText } from '../../../i18n/figure-text.ts';
import { useConference } from '../../../live/use-live.ts';
import { branchesOf } from '../people/branches.ts';
import styles from './check-in-section.module.css';

/** Rooms that differ come first: they are why somebody looks. */
export function RoomReconciliation({ rooms }: { readonly rooms: readonly ReconciledRoom[] }) {
  const { t } = useTranslation();
  const view = useConference();
  const ordered = useMemo(() => rooms.toSorted((a, b) => Number(differs(b)) - Number(differs(a))), [rooms]);
  return (
    <Table head={t('attendance.desk.site')}>
      {ordered.map((room) => (
        <tr key={room.siteId} data-differs={differs(room)} data-testid="reconciled-room">
          <th scope="row">
            {siteOf(view, room.siteId)?.name ?? room.siteId}
            <Rest tally={room} />
            {differs(room) && (
              <span className={styles.flag}>
                {t('attendance.desk.difference', { difference: `${room.difference! > 0 ? '+' : '−'}${Math.abs(room.difference!)}` })}
              </span>
            )}
          </th>
          <Figures tally={room} />
          <td>{room.headcount ?? '–'}</td>
        </tr>
      ))}
    </Table>
  );
}

export function BranchReconciliation({ rooms }: { readonly rooms: readonly ReconciledRoom[] }) {
  const { t, i18n } = useTranslation();
  const view = useConference();
  const branches = useMemo(() => new Map(reconcileBranches(view, rooms).map((branch) => [branch.unitId, branch])), [view, rooms]);
  const names = useMemo(() => branchesOf(view), [view]);
  return (
    <Table head={t('attendance.desk.branch')}>
      {names.map(({ unitId, name }) => {
        const branch = branches.get(unitId);
        if (!branch) return null;
        return (
          <tr key={unitId} data-differs={branch.differing > 0}>
            <th scope="row">
              {name}
              <Rest tally={branch} />
              {branch.differing > 0 && <span className={styles.flag}>{t('attendance.desk.differing', { count: branch.differing })}</span>}
            </th>
            <Figures tally={branch} />
            <td>{figureText(branch.headcount, i18n.language)}</td>
          </tr>
        );
      })}
    </Table>
  );
}

function Table({ head, children }: { readonly head: string; readonly children: React.ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('attendance.desk.title')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col">{t('attendance.desk.invited')}</th>
            <th scope="col">{t('attendance.desk.there')}</th>
            <th scope="col">{t('attendance.desk.online')}</th>
            <th scope="col">{t('attendance.desk.counted')}</th>
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

function Figures({ tally }: { readonly tally: AttendanceTally }) {
  const { i18n } = useTranslation();
  const figure = (count: number) => figureText(count, i18n.language);
  return (
    <>
      <td>{figure(tally.invited)}</td>
      <td data-testid="in-person">{figure(tally.inPerson)}</td>
      <td>{figure(tally.online)}</td>
    </>
  );
}

/** Who is not there, below the name: the panel is narrow, and the columns are what is compared. */
function Rest({ tally: { absent, unmarked } }: { readonly tally: AttendanceTally }) {
  const { t } = useTranslation();
  if (absent + unmarked === 0) return null;
  return <span className={styles.rest}>{t('attendance.desk.rest', { absent, unmarked })}</span>;
}
