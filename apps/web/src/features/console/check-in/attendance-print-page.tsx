import { useMemo, useState } from 'react';
import { Button, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { getJson } from '../../../live/http.ts';
import { listedPeople } from '../../../live/attendance-api.ts';
import type { ListedPerson } from '../../../live/attendance-api.ts';
import { useLoaded } from '../../../live/use-loaded.ts';
import { useDocumentTitle } from '../../../ui/use-document-title.ts';
import { Pending } from './pending.tsx';
import styles from './print.module.css';
import { Slips } from './slips.tsx';

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
  const conference = useLoaded(conferenceId, () => getJson<PlanAnswer>(`/api/v1/conferences/${conferenceId}`));
  const [chosen, setChosen] = useState<string | null>(null);
  const view = conference.value?.view;
  // Thousands of codes at once are drawn for minutes; a room of them is a few pages.
  const siteId = chosen ?? (isSlips ? (Object.keys(view?.sites ?? {})[0] ?? '') : '');
  return (
    <main className={styles.paper} data-paper="attendance">
      <header className={styles.head}>
        <h1>{title}</h1>
        {view && (
          <NativeSelect
            className={styles.screenOnly ?? ''}
            classNames={{ input: styles.field ?? '' }}
            aria-label={t('attendance.print.room')}
            value={siteId}
            onChange={(event) => setChosen(event.currentTarget.value)}
            data={[
              { value: '', label: t('attendance.print.everyRoom') },
              ...Object.values(view.sites).map((site) => ({ value: site.siteId, label: site.name })),
            ]}
          />
        )}
        <Button className={styles.screenOnly} onClick={() => window.print()}>
          {t('attendance.print.print')}
        </Button>
      </header>
      {!view && <Pending problem={conference.problem} />}
      {view && isSlips && <Slips key={siteId} conferenceId={conferenceId} siteId={siteId || null} />}
      {view && !isSlips && <Lists key={siteId} conferenceId={conferenceId} siteId={siteId || null} view={view} />}
    </main>
  );
}

interface PaperProps {
  readonly conferenceId: string;
  /** null: of every room. */
  readonly siteId: string | null;
}

function Lists({ conferenceId, siteId: wanted, view }: PaperProps & { readonly view: PlanAnswer['view'] }) {
  const { t } = useTranslation();
  const list = useLoaded(`${conferenceId} ${wanted}`, () => listedPeople(conferenceId, wanted));
  const rooms = useMemo(() => byRoom(list.value?.people ?? [], Object.keys(view.sites)), [list.value, view.sites]);
  if (!list.value) return <Pending problem={list.problem} />;
  if (rooms.length === 0) return <p>{t('attendance.print.empty')}</p>;
  return rooms.map(([siteId, people]) => (
    <section key={siteId} className={styles.room}>
      <p>{view.title}</p>
      <h2>{view.sites[siteId]?.name ?? siteId}</h2>
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
              <td>{person.erased ? t('attendance.erased') : person.name}</td>
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

/** Rooms as the conference lists them, their people in the order of the server. */
function byRoom(people: readonly ListedPerson[], order: readonly string[]): readonly (readonly [string, readonly ListedPerson[]])[] {
  const rooms = new Map<string, ListedPerson[]>(order.map((siteId) => [siteId, []]));
  for (const person of people) {
    const room = rooms.get(person.siteId);
    if (room) room.push(person);
    else rooms.set(person.siteId, [person]);
  }
  return [...rooms].filter(([, listed]) => listed.length > 0);
}
