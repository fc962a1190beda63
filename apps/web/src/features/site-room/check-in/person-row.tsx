import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ABSENCE_REASONS } from '@diemcau/core';
import type { ListedPerson, Marked, Marking } from '../../../live/attendance-api.ts';
import { clockText } from '../../../ui/time-text.ts';
import styles from './check-in.module.css';

interface PersonRowProps {
  readonly person: ListedPerson;
  /** Of everybody on the list, for substitutes. */
  readonly names: ReadonlyMap<string, string>;
  readonly onMark: (who: Marked, marking: Marking) => Promise<unknown>;
  readonly onInstead: (person: ListedPerson) => void;
}

export function PersonRow({ person, names, onMark, onInstead }: PersonRowProps) {
  const { t } = useTranslation();
  const { personId, name, post, unitName, mark } = person;
  const isThere = (mark === 'in-person' || mark === 'online') && !person.left;
  const set = (marking: Marking) => void onMark({ personId }, marking);
  return (
    <li className={styles.person} data-mark={person.left ? 'left' : mark} data-testid="person">
      <span className={styles.who}>
        <strong>{person.erased ? t('attendance.erased') : name}</strong>
        <span className={styles.quiet}>{[post, unitName].filter(Boolean).join(', ')}</span>
        <Standing person={person} names={names} />
      </span>
      {!person.erased && (mark !== 'in-person' || person.left) && (
        <Button
          size="sm"
          aria-label={t('attendance.room.hereNamed', { name })}
          onClick={() => set({ mark: 'in-person' })}
          data-testid="mark-here"
        >
          {t('attendance.room.here')}
        </Button>
      )}
      {!person.erased && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="default" size="lg" aria-label={t('attendance.room.more', { name })}>
              <IconDots size="1.125rem" />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {isThere && <Menu.Item onClick={() => set({ mark: 'left' })}>{t('attendance.room.gone')}</Menu.Item>}
            {mark !== 'unmarked' && <Menu.Item onClick={() => set({ mark: 'cleared' })}>{t('attendance.room.undo')}</Menu.Item>}
            {mark === 'unmarked' && (
              <>
                {ABSENCE_REASONS.filter((reason) => reason !== 'substituted').map((reason) => (
                  <Menu.Item key={reason} onClick={() => set({ mark: 'absent', reason })}>
                    {t('attendance.room.absentFor', { reason: t(`attendance.reason.${reason}`).toLowerCase() })}
                  </Menu.Item>
                ))}
                <Menu.Item onClick={() => onInstead(person)}>{t('attendance.room.substituteFor')}</Menu.Item>
              </>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  );
}

function Standing({ person, names }: Pick<PersonRowProps, 'person' | 'names'>) {
  const { t, i18n } = useTranslation();
  const { mark, reason, atMs, late, left, origin, substituteFor } = person;
  const words = [
    t(`attendance.mark.${mark}`),
    reason === null ? '' : t(`attendance.reason.${reason}`).toLowerCase(),
    atMs === null ? '' : clockText(atMs, i18n.language, false),
    late ? t('attendance.late') : '',
    left ? t('attendance.left') : '',
    origin === 'walk-in' ? t('attendance.walkIn') : '',
    substituteFor === null ? '' : t('attendance.substitute', { name: names.get(substituteFor) ?? '' }),
  ];
  return <span className={styles.state}>{words.filter(Boolean).join(' · ')}</span>;
}
