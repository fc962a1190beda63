import { useMemo } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { getJson } from '../../../live/http.ts';
import { listedPeople, slipsOf } from '../../../live/attendance-api.ts';
import type { ListedPerson, Slip } from '../../../live/attendance-api.ts';
import { useLoaded } from '../../../live/use-loaded.ts';
import { useTroubleText } from '../../../live/use-trouble-text.ts';
import { QrCode } from '../../../ui/qr-code.tsx';
import { useDocumentTitle } from '../../../ui/use-document-title.ts';
import styles from './print.module.css';

interface PlanAnswer {
  readonly view: { readonly title: string; readonly sites: Readonly<Record<string, { readonly siteId: string; readonly name: string }>> };
}

/** `/console/:id/attendance/list` and `/slips`: white paper, a room to a page. */
export function AttendancePrintPage() {
  const { t } = useTranslation();
  const { conferenceId = '', what = 'list' } = useParams();
  const isSlips = what === 'slips';
  const title = t(isSlips ? 'attendance.print.slips' : 'attendance.print.list');
  useDocumentTitle(title);
  return (
    <main className={styles.paper}>
      <header className={styles.head}>
        <h1>{title}</h1>
        <Button className={styles.screenOnly} onClick={() => window.print()}>
          {t('attendance.print.print')}
        </Button>
      </header>
      {isSlips ? <Slips conferenceId={conferenceId} /> : <Lists conferenceId={conferenceId} />}
    </main>
  );
}

function Lists({ conferenceId }: { readonly conferenceId: string }) {
  const { t } = useTranslation();
  const conference = useLoaded(conferenceId, () => getJson<PlanAnswer>(`/api/v1/conferences/${conferenceId}`));
  const list = useLoaded(conferenceId, () => listedPeople(conferenceId, null));
  const rooms = useMemo(() => byRoom(list.value?.people ?? []), [list.value]);
  const { value } = conference;
  if (!value || !list.value) return <Pending problem={conference.problem ?? list.problem} />;
  if (rooms.length === 0) return <p>{t('attendance.print.empty')}</p>;
  return rooms.map(([siteId, people]) => (
    <section key={siteId} className={styles.room}>
      <p>{value.view.title}</p>
      <h2>{value.view.sites[siteId]?.name ?? siteId}</h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('attendance.print.no')}</th>
            <th scope="col">{t('attendance.print.name')}</th>
            <th scope="col">{t('attendance.print.post')}</th>
            <th scope="col">{t('attendance.print.state')}</th>
            <th scope="col">{t('attendance.print.sign')}</th>
          </tr>
        </thead>
        <tbody>
          {people.map((person, place) => (
            <tr key={person.personId}>
              <td>{place + 1}</td>
              <td>{person.name}</td>
              <td>{[person.post, person.unitName].filter(Boolean).join(', ')}</td>
              <td>{person.mark === 'unmarked' ? '' : t(`attendance.mark.${person.mark}`)}</td>
              <td />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  ));
}

function Slips({ conferenceId }: { readonly conferenceId: string }) {
  const { t } = useTranslation();
  const { value, problem } = useLoaded(conferenceId, () => slipsOf(conferenceId, null));
  if (!value) return <Pending problem={problem} />;
  if (value.slips.length === 0) return <p>{t('attendance.print.empty')}</p>;
  return (
    <ul className={styles.slips}>
      {value.slips.map((slip) => (
        <SlipCard key={slip.personId} slip={slip} />
      ))}
    </ul>
  );
}

function SlipCard({ slip }: { readonly slip: Slip }) {
  const { t } = useTranslation();
  return (
    <li className={styles.slip}>
      <QrCode text={slip.url} label={slip.name} className={styles.code} />
      <div>
        <p className={styles.name}>{slip.name}</p>
        <p>{[slip.post, slip.unitName].filter(Boolean).join(', ')}</p>
        <p>
          {t('attendance.print.place')}: <strong>{slip.siteName}</strong>
        </p>
        <p className={styles.small}>{t('attendance.print.slipHow')}</p>
      </div>
    </li>
  );
}

function Pending({ problem }: { readonly problem: Parameters<ReturnType<typeof useTroubleText>>[0] | null }) {
  const { t } = useTranslation();
  const troubleText = useTroubleText();
  return problem ? <p role="alert">{troubleText(problem)}</p> : <p role="status">{t('attendance.print.loading')}</p>;
}

/** People of one room together, in the order the server lists them. */
function byRoom(people: readonly ListedPerson[]): readonly (readonly [string, readonly ListedPerson[]])[] {
  const rooms = new Map<string, ListedPerson[]>();
  for (const person of people) {
    const room = rooms.get(person.siteId);
    if (room) room.push(person);
    else rooms.set(person.siteId, [person]);
  }
  return [...rooms];
}
