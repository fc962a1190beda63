import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { selectBallots, useLive } from '../../../live/use-live.ts';
import panel from '../panel.module.css';
import { useInBureau } from '../use-in-bureau.ts';
import { AnnounceDialog } from './announce-dialog.tsx';
import { BallotCard } from './ballot-card.tsx';
import styles from './ballots-panel.module.css';

/** Every ballot of the conference, the newest first. */
export function BallotsPanel() {
  const { t } = useTranslation();
  const ballots = useLive(selectBallots);
  const may = useInBureau();
  const [announcing, setAnnouncing] = useState(false);
  return (
    <section className={panel.panel} aria-labelledby="ballots-title" data-testid="ballots-panel">
      <header className={panel.head}>
        <h2 id="ballots-title" className={panel.title}>
          {t('ballots.title')}
        </h2>
        <span className={panel.count} />
        <Button
          size="sm"
          leftSection={<IconPlus size="1.125rem" />}
          disabled={!may}
          onClick={() => setAnnouncing(true)}
          data-testid="new-ballot"
        >
          {t('ballots.new')}
        </Button>
      </header>
      <div className={panel.body}>
        {ballots.length === 0 && (
          <div className={panel.empty}>
            <p>{t('ballots.none')}</p>
            <p>{t('ballots.noneHow')}</p>
          </div>
        )}
        <ul className={styles.list}>
          {ballots.toReversed().map((ballot) => (
            <li key={ballot.ballotId}>
              <BallotCard ballot={ballot} may={may} />
            </li>
          ))}
        </ul>
      </div>
      {announcing && <AnnounceDialog onClose={() => setAnnouncing(false)} />}
    </section>
  );
}
