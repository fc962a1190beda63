import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { attendanceOf } from '@diemcau/core';
import { figureText } from '../../../i18n/figure-text.ts';
import { useConference } from '../../../live/use-live.ts';
import panel from '../panel.module.css';
import { BranchTable } from './branch-table.tsx';
import { HeadcountCourse } from './headcount-course.tsx';
import styles from './people-panel.module.css';

/** All rooms together, how it came to that, and by branch of the tree. */
export function HeadcountSummary() {
  const { t, i18n } = useTranslation();
  const view = useConference();
  const total = useMemo(() => attendanceOf(view), [view]);
  if (total.sites === 0) return <p className={panel.empty}>{t('desk.people.nobody')}</p>;
  return (
    <>
      <p className={styles.total} data-testid="people-total">
        <span className={styles.figure}>{figureText(total.present, i18n.language)}</span>
        <span>{t('desk.people.present')}</span>
        {total.expected > 0 && <span className={styles.of}>{t('desk.people.ofExpected', { count: total.expected })}</span>}
        <span className={styles.reported}>{t('desk.people.reported', { reported: total.reported, sites: total.sites })}</span>
      </p>
      <HeadcountCourse />
      <BranchTable />
    </>
  );
}
