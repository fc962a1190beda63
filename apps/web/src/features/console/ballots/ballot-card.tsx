import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LiveBallot } from '@diemcau/core';
import { BallotFigures } from '../../../live/ballots/ballot-figures.tsx';
import { kindOf, optionsOf, ruleSentences } from '../../../live/ballots/ballot-words.ts';
import { TimeLeft, Turnout } from '../../../live/ballots/time-left.tsx';
import { siteOf } from '../../../live/floor.ts';
import { useConference } from '../../../live/use-live.ts';
import { BallotDialogs, type BallotStep } from './ballot-dialogs.tsx';
import styles from './ballots-panel.module.css';
import { useBallotChange } from './use-ballot-change.ts';

/** More than a moment's grace, less than a new discussion. */
const EXTENSION_MS = 120_000;

export function BallotCard({ ballot, may }: { readonly ballot: LiveBallot; readonly may: boolean }) {
  const { t } = useTranslation();
  const rooms = Object.keys(useConference().sites).length;
  return (
    <article className={styles.card} data-phase={ballot.phase} data-testid="ballot">
      <p className={styles.head}>
        <span className={styles.phase} data-phase={ballot.phase}>
          {t(`ballots.phase.${ballot.phase}`)}
        </span>
        <span>{t(`ballots.kind.${kindOf(ballot)}`)}</span>
      </p>
      <h3 className={styles.question}>{ballot.question}</h3>
      <ul className={styles.rules}>
        {ruleSentences(ballot, t).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {ballot.phase === 'open' && (
        <p className={styles.live}>
          <Turnout ballot={ballot} rooms={rooms} />
          <TimeLeft ballot={ballot} />
        </p>
      )}
      {ballot.reason !== null && <p>{t('ballots.reason', { reason: ballot.reason })}</p>}
      <BallotFigures ballot={ballot} />
      <RoomFigures ballot={ballot} />
      {may && <Actions ballot={ballot} />}
    </article>
  );
}

function Actions({ ballot }: { readonly ballot: LiveBallot }) {
  const { t } = useTranslation();
  const change = useBallotChange(ballot.ballotId);
  const [step, setStep] = useState<BallotStep | null>(null);
  const { phase, closesAtMs } = ballot;
  const extend = () => void change({ type: 'ExtendBallot', closesAtMs: (closesAtMs ?? 0) + EXTENSION_MS });
  return (
    <div className={styles.actions}>
      {phase === 'announced' && (
        <>
          <Button size="sm" onClick={() => setStep('open')} data-testid="ballot-open">
            {t('ballots.act.open')}
          </Button>
          <Button size="sm" variant="default" onClick={() => setStep('withdraw')} data-testid="ballot-withdraw">
            {t('ballots.act.withdraw')}
          </Button>
        </>
      )}
      {phase === 'open' && (
        <>
          <Button size="sm" onClick={() => setStep('close')} data-testid="ballot-close">
            {t('ballots.act.close')}
          </Button>
          <Button size="sm" variant="default" onClick={extend} data-testid="ballot-extend">
            {t('ballots.act.extend')}
          </Button>
        </>
      )}
      {(phase === 'open' || phase === 'closed') && (
        <Button size="sm" variant="subtle" color="gray" onClick={() => setStep('invalid')} data-testid="ballot-invalid">
          {t('ballots.act.invalid')}
        </Button>
      )}
      <BallotDialogs ballot={ballot} step={step} onClose={() => setStep(null)} />
    </div>
  );
}

/** A show of hands by room, after the closing. */
function RoomFigures({ ballot }: { readonly ballot: LiveBallot }) {
  const { t } = useTranslation();
  const view = useConference();
  const counted = Object.entries(ballot.rooms).flatMap(([siteId, { hands }]) => (hands ? [{ siteId, hands }] : []));
  if (counted.length === 0) return null;
  const options = optionsOf(ballot, t);
  return (
    <details>
      <summary>{t('ballots.byRoom')}</summary>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('ballots.byRoom')}>
        <table className={styles.rooms}>
          <thead>
            <tr>
              <th scope="col">{t('ballots.room')}</th>
              {options.map(({ optionId, text }) => (
                <th key={optionId} scope="col">
                  {text}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {counted.map(({ siteId, hands }) => (
              <tr key={siteId}>
                <td>{siteOf(view, siteId)?.name ?? siteId}</td>
                {options.map(({ optionId }) => (
                  <td key={optionId}>{hands[optionId] ?? 0}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
