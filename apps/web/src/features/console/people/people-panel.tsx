import { useMemo, useState } from 'react';
import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { attendanceOf } from '@diemcau/core';
import type { Attendance, SiteId } from '@diemcau/core';
import { siteOf } from '../../../live/floor.ts';
import { useConference } from '../../../live/use-live.ts';
import panel from '../panel.module.css';
import { BranchTable } from './branch-table.tsx';
import { HeadcountDialog } from './headcount-dialog.tsx';
import type { Counting } from './headcount-dialog.tsx';
import styles from './people-panel.module.css';

/** How many people are in the rooms, and of which rooms it is not known yet. */
export function PeoplePanel() {
  const { t } = useTranslation();
  const view = useConference();
  const total = useMemo(() => attendanceOf(view), [view]);
  const [counting, setCounting] = useState<Counting | null>(null);
  return (
    <section className={panel.panel} aria-labelledby="people-title">
      <header className={panel.head}>
        <h2 id="people-title" className={panel.title}>
          {t('desk.tabs.people')}
        </h2>
        <span className={panel.count}>{t('desk.people.reported', { reported: total.reported, sites: total.sites })}</span>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconPencil size="1.125rem" />}
          onClick={() => setCounting({ siteId: null })}
          disabled={view.phase === 'closed'}
          data-testid="enter-headcount"
        >
          {t('desk.people.write')}
        </Button>
      </header>
      <div className={panel.body}>
        {total.sites === 0 ? <p className={panel.empty}>{t('desk.people.nobody')}</p> : <Total total={total} />}
        <BranchTable />
        <Silent siteIds={total.silent} onWrite={(siteId) => setCounting({ siteId })} />
      </div>
      <HeadcountDialog counting={counting} onClose={() => setCounting(null)} />
    </section>
  );
}

function Total({ total }: { readonly total: Attendance }) {
  const { t, i18n } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language === 'en' ? 'en-GB' : 'vi-VN');
  return (
    <p className={styles.total} data-testid="people-total">
      <span className={styles.figure}>{number.format(total.present)}</span>
      <span>{t('desk.people.present')}</span>
      {total.expected > 0 && <span className={styles.of}>{t('desk.people.ofExpected', { count: total.expected })}</span>}
    </p>
  );
}

/** Whom to phone. */
function Silent({ siteIds, onWrite }: { readonly siteIds: readonly SiteId[]; readonly onWrite: (siteId: SiteId) => void }) {
  const { t } = useTranslation();
  const view = useConference();
  if (siteIds.length === 0) return view.hallSiteId === null ? null : <p className={styles.all}>{t('desk.people.allReported')}</p>;
  return (
    <>
      <h3 className={styles.heading}>
        {t('desk.people.silent')} ({siteIds.length})
      </h3>
      <ul className={styles.list}>
        {siteIds.map((siteId) => {
          const name = siteOf(view, siteId)?.name ?? siteId;
          return (
            <li key={siteId} className={styles.silent} data-testid="silent-site">
              <span>{name}</span>
              <Button
                size="xs"
                variant="subtle"
                color="gray"
                aria-label={`${t('desk.people.write')}: ${name}`}
                disabled={view.phase === 'closed'}
                onClick={() => onWrite(siteId)}
              >
                {t('desk.people.write')}
              </Button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
