import { useState } from 'react';
import type { FormEvent } from 'react';
import { Button, NumberInput, SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LiveBallot, SiteId } from '@diemcau/core';
import { countHands } from '../../../live/ballots/ballot-api.ts';
import { optionsOf } from '../../../live/ballots/ballot-words.ts';
import { newId } from '../../../live/new-id.ts';
import { useConference } from '../../../live/use-live.ts';
import { useTroubleText } from '../../../live/use-trouble-text.ts';
import styles from '../room-side.module.css';
import own from './room-ballots.module.css';

const NOTHING: Readonly<Record<string, number | string>> = {};

/** Two officers, one after the other; what the first has entered is gone from the screen before the second begins. */
export function HandsForm({ ballot, siteId }: { readonly ballot: LiveBallot; readonly siteId: SiteId }) {
  const { t } = useTranslation();
  const { conferenceId } = useConference();
  const troubleText = useTroubleText();
  const [counter, setCounter] = useState<1 | 2>(1);
  const [typed, setTyped] = useState(NOTHING);
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const options = optionsOf(ballot, t);
  const state = ballot.rooms[siteId]?.state ?? 'not-counted';
  const complete = options.every(({ optionId }) => typeof typed[optionId] === 'number');
  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    const hands = Object.fromEntries(options.map(({ optionId }) => [optionId, Number(typed[optionId])]));
    const answer = await countHands({ conferenceId, ballotId: ballot.ballotId, siteId }, { counter, hands }, newId());
    setBusy(false);
    setTrouble(answer.ok ? '' : troubleText(answer.problem));
    if (!answer.ok) return;
    setTyped(NOTHING);
    setCounter(counter === 1 ? 2 : 1);
  }
  return (
    <form className={own.ballot} onSubmit={(event) => void submit(event)} data-testid="hands-form">
      <p className={styles.quiet}>{t('ballots.hands.how')}</p>
      <SegmentedControl
        value={String(counter)}
        onChange={(chosen) => {
          setCounter(chosen === '1' ? 1 : 2);
          setTyped(NOTHING);
        }}
        aria-label={t('ballots.hands.title')}
        data={[1, 2].map((n) => ({ value: String(n), label: t('ballots.hands.counter', { n }) }))}
      />
      <div className={own.counts}>
        {options.map(({ optionId, text }) => (
          <NumberInput
            key={optionId}
            label={text}
            value={typed[optionId] ?? ''}
            onChange={(value) => setTyped((before) => ({ ...before, [optionId]: value }))}
            min={0}
            allowDecimal={false}
            inputMode="numeric"
            data-testid={`hands-${optionId}`}
          />
        ))}
      </div>
      <Button type="submit" loading={busy} disabled={!complete} data-testid="hands-submit">
        {t('ballots.hands.submit')}
      </Button>
      <p role="status" className={styles.quiet}>
        {t(`ballots.hands.state.${state}`)}
      </p>
      {trouble !== '' && <p role="alert">{trouble}</p>}
    </form>
  );
}
