import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ListedConference } from '../../live/planning-api.ts';
import { PhaseChip } from '../../ui/phase-chip.tsx';
import { dayTimeText } from '../../ui/time-text.ts';
import styles from './conferences-page.module.css';

export function ConferenceRow({ conference }: { readonly conference: ListedConference }) {
  const { t, i18n } = useTranslation();
  const { conferenceId, title, phase, rehearsal, cancelled, startsAtMs, unitName, siteCount, kind, roles } = conference;
  const when = startsAtMs === null ? t('planning.list.noDate') : dayTimeText(startsAtMs, i18n.language);
  const about = [unitName, t(`planning.kind.${kind}`), t('planning.list.sites', { count: siteCount })];
  return (
    <li className={styles.row} data-testid="conference-line">
      <div className={styles.words}>
        <Link to={`/conferences/${conferenceId}`} className={styles.name}>
          {title}
        </Link>
        <span className={styles.when}>{when}</span>
        <span className={styles.about}>{about.filter((word) => word !== '').join(' · ')}</span>
      </div>
      <PhaseChip phase={phase} rehearsal={rehearsal} cancelled={cancelled} />
      {roles.length > 0 && phase !== 'closed' && (
        <Button component={Link} to={`/console/${conferenceId}`} variant="default" size="sm" className={styles.console ?? ''}>
          {t('planning.list.console')}
          <span className="dc-unseen">: {title}</span>
        </Button>
      )}
    </li>
  );
}
