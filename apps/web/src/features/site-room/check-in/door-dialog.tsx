import { useMemo, useState } from 'react';
import { Button, Group, Modal, TextInput } from '@mantine/core';
import { IconQrcode, IconUserPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { foldVietnamese } from '@diemcau/core';
import type { ListedPerson, RoomPlace } from '../../../live/attendance-api.ts';
import side from '../room-side.module.css';
import { ArrivalForm } from './arrival-form.tsx';
import styles from './check-in.module.css';
import { PersonRow } from './person-row.tsx';
import { ScanView } from './scan-view.tsx';
import { useDoor } from './use-door.ts';

/** As many as fit a screen a few times; the search finds the others. */
const ROWS_MAX = 60;

type Part = { readonly kind: 'list' } | { readonly kind: 'scan' } | { readonly kind: 'arrival'; readonly instead: ListedPerson | null };
const LIST: Part = { kind: 'list' };

/** The officer at the door: search, scan, and whoever is not on the list. */
export function DoorDialog({ place, onClose }: { readonly place: RoomPlace; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const door = useDoor(place);
  const [part, setPart] = useState<Part>(LIST);
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t('attendance.room.list')}
      closeButtonProps={{ 'aria-label': t('attendance.code.close') }}
    >
      <div className={styles.door} data-testid="door">
        {door.trouble !== null && <p role="alert">{door.trouble}</p>}
        {part.kind === 'scan' && (
          <ScanView onFound={(invitation) => door.mark({ invitation }, { mark: 'in-person' })} onClose={() => setPart(LIST)} />
        )}
        {part.kind === 'arrival' && <ArrivalForm instead={part.instead} onSave={door.arrive} onClose={() => setPart(LIST)} />}
        {part.kind === 'list' && (
          <>
            <Group gap="sm">
              <Button leftSection={<IconQrcode size="1.125rem" />} onClick={() => setPart({ kind: 'scan' })} data-testid="scan">
                {t('attendance.room.scan')}
              </Button>
              <Button
                variant="default"
                leftSection={<IconUserPlus size="1.125rem" />}
                onClick={() => setPart({ kind: 'arrival', instead: null })}
                data-testid="add-arrival"
              >
                {t('attendance.room.add')}
              </Button>
            </Group>
            {door.people && (
              <People people={door.people} onMark={door.mark} onInstead={(instead) => setPart({ kind: 'arrival', instead })} />
            )}
          </>
        )}
      </div>
    </Modal>
  );
}

interface PeopleProps {
  readonly people: readonly ListedPerson[];
  readonly onMark: ReturnType<typeof useDoor>['mark'];
  readonly onInstead: (person: ListedPerson) => void;
}

function People({ people, onMark, onInstead }: PeopleProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const found = useMemo(() => matching(people, search), [people, search]);
  const names = useMemo(
    () => new Map(people.map(({ personId, name, erased }) => [personId, erased ? t('attendance.erased') : name])),
    [people, t],
  );
  return (
    <>
      <TextInput
        label={t('attendance.room.search')}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        data-autofocus
        data-testid="door-search"
      />
      <p role="status" className={side.quiet}>
        {found.length === 0 ? t('attendance.room.nobodyFound') : t('attendance.room.found', { count: found.length })}
        {found.length > ROWS_MAX && ` ${t('attendance.room.onlyFirst', { count: ROWS_MAX })}`}
      </p>
      <ul className={styles.people}>
        {found.slice(0, ROWS_MAX).map((person) => (
          <PersonRow key={person.personId} person={person} names={names} onMark={onMark} onInstead={onInstead} />
        ))}
      </ul>
    </>
  );
}

/** Every word somewhere in name, post or code; who is not marked yet comes first. */
function matching(people: readonly ListedPerson[], search: string): readonly ListedPerson[] {
  const words = foldVietnamese(search).split(' ').filter(Boolean);
  const fits = ({ name, post, code }: ListedPerson) => {
    const text = foldVietnamese(`${name} ${post} ${code}`);
    return words.every((word) => text.includes(word));
  };
  return people.filter(fits).toSorted((a, b) => Number(a.mark !== 'unmarked') - Number(b.mark !== 'unmarked'));
}
