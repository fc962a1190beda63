import { useTranslation } from 'react-i18next';
import type { LiveBallot } from '@diemcau/core';
import { BallotFigures } from '../../live/ballots/ballot-figures.tsx';
import { kindOf, ruleSentences } from '../../live/ballots/ballot-words.ts';
import { TimeLeft, Turnout } from '../../live/ballots/time-left.tsx';
import { selectBallots, useConference, useLive } from '../../live/use-live.ts';
import { useServerNow } from '../../live/use-server-now.ts';
import styles from './hall-ballot.module.css';

/** A result stays long enough to be read out; then the picture has the screen again. */
const RESULT_SHOWN_MS = 90_000;

/** Over the picture while something is voted on, and for a while afterwards its result. */
export function HallBallot() {
  const nowMs = useServerNow(1_000);
  const shown = shownBallot(useLive(selectBallots), nowMs);
  return shown && <BallotSheet ballot={shown} />;
}

export function shownBallot(ballots: readonly LiveBallot[], nowMs: number): LiveBallot | null {
  const open = ballots.findLast(({ phase }) => phase === 'open');
  const ended = ballots.findLast(({ phase }) => phase === 'closed' || phase === 'invalid');
  if (open) return open;
  return ended && nowMs - (ended.endedAtMs ?? 0) < RESULT_SHOWN_MS ? ended : null;
}

function BallotSheet({ ballot }: { readonly ballot: LiveBallot }) {
  const { t } = useTranslation();
  const rooms = Object.keys(useConference().sites).length;
  return (
    <section className={styles.sheet} aria-labelledby="hall-ballot" data-testid="hall-ballot">
      <p className={styles.kind}>
        {t('ballots.title')} · {t(`ballots.phase.${ballot.phase}`)} · {t(`ballots.kind.${kindOf(ballot)}`)}
      </p>
      <h2 id="hall-ballot" className={styles.question}>
        {ballot.question}
      </h2>
      {ballot.phase === 'open' ? (
        <>
          <p className={styles.rules}>{ruleSentences(ballot, t).join(' ')}</p>
          <p className={styles.live}>
            <Turnout ballot={ballot} rooms={rooms} />
            <TimeLeft ballot={ballot} />
          </p>
        </>
      ) : (
        <div className={styles.result}>
          {ballot.reason !== null && <p>{t('ballots.reason', { reason: ballot.reason })}</p>}
          <BallotFigures ballot={ballot} />
        </div>
      )}
    </section>
  );
}
