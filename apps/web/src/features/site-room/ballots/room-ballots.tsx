import { useTranslation } from 'react-i18next';
import type { LiveBallot, SiteId } from '@diemcau/core';
import { BallotFigures } from '../../../live/ballots/ballot-figures.tsx';
import { kindOf, ruleSentences } from '../../../live/ballots/ballot-words.ts';
import { TimeLeft, Turnout } from '../../../live/ballots/time-left.tsx';
import { selectBallots, useConference, useLive } from '../../../live/use-live.ts';
import styles from '../room-side.module.css';
import { HandsForm } from './hands-form.tsx';
import own from './room-ballots.module.css';

/** What is voted on now, or was last; a show of hands is entered here by the room's two officers. */
export function RoomBallots({ siteId }: { readonly siteId: SiteId }) {
  const ballots = useLive(selectBallots);
  const newest = ballots.findLast(({ phase }) => phase === 'open') ?? ballots.findLast(({ phase }) => phase !== 'withdrawn');
  return newest ? <RoomBallot key={newest.ballotId} ballot={newest} siteId={siteId} /> : null;
}

function RoomBallot({ ballot, siteId }: { readonly ballot: LiveBallot; readonly siteId: SiteId }) {
  const { t } = useTranslation();
  const rooms = Object.keys(useConference().sites).length;
  return (
    <section className={`${styles.card} ${own.ballot}`} data-phase={ballot.phase} aria-labelledby="room-ballot" data-testid="room-ballot">
      <p className={styles.quiet}>
        <strong>{t(`ballots.phase.${ballot.phase}`)}</strong> · {t(`ballots.kind.${kindOf(ballot)}`)}
      </p>
      <h2 id="room-ballot" className={own.question}>
        {ballot.question}
      </h2>
      {ballot.phase !== 'closed' && <p className={styles.quiet}>{ruleSentences(ballot, t).join(' ')}</p>}
      {ballot.phase === 'open' && (
        <p className={own.live}>
          <Turnout ballot={ballot} rooms={rooms} />
          <TimeLeft ballot={ballot} />
        </p>
      )}
      {ballot.reason !== null && <p>{t('ballots.reason', { reason: ballot.reason })}</p>}
      {ballot.voters === 'people' && ballot.phase === 'open' && <p className={styles.quiet}>{t('ballots.hands.onPhones')}</p>}
      {ballot.voters === 'sites' && ballot.phase === 'open' && <HandsForm ballot={ballot} siteId={siteId} />}
      <BallotFigures ballot={ballot} />
    </section>
  );
}
