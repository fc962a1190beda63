import { useState } from 'preact/hooks';
import type { LiveBallot } from '@diemcau/core';
import { filled } from '../words/words.ts';
import type { Words } from '../words/vi.ts';
import { optionsOf, optionText } from './ballot-texts.ts';
import { useNow, usePhone } from './context.ts';
import { Receipt } from './receipt.tsx';

/** Votes for people: announced, open and the last result. A show of hands is the room's; its result is told, too. */
export function Ballots() {
  const { state } = usePhone();
  const shown = shownBallots(state.ballots);
  if (shown.length === 0) return null;
  return (
    <div class="parts" id="part-ballots" tabIndex={-1}>
      {shown.map((ballot) => (
        <BallotPart key={ballot.ballotId} ballot={ballot} />
      ))}
    </div>
  );
}

export function shownBallots(ballots: readonly LiveBallot[]): readonly LiveBallot[] {
  const current = ballots.filter(({ phase }) => phase === 'announced' || phase === 'open');
  return current.length > 0 ? current : ballots.filter(({ phase }) => phase === 'closed' || phase === 'invalid').slice(-1);
}

function BallotPart({ ballot }: { readonly ballot: LiveBallot }) {
  const { state, words } = usePhone();
  const nowMs = useNow(state.serverOffsetMs);
  const leftS = ballot.closesAtMs === null ? 0 : Math.max(0, Math.ceil((ballot.closesAtMs - nowMs) / 1000));
  const time = `${Math.floor(leftS / 60)}:${String(leftS % 60).padStart(2, '0')}`;
  const id = `ballot-${ballot.ballotId}`;
  return (
    <section class="card" aria-labelledby={id} data-testid="ballot">
      <h2 id={id}>{words.ballot.title}</h2>
      <p class="hint">
        {words.ballot.phase[ballot.phase]} · {ballot.secrecy === 'secret' ? words.ballot.secret : words.ballot.open}
        {ballot.phase === 'open' && ` · ${filled(words.ballot.left, { time })}`}
      </p>
      <p class="big">{ballot.question}</p>
      <div role="status">
        <Standing ballot={ballot} />
      </div>
      {ballot.phase === 'open' && ballot.voters === 'people' && <Casting ballot={ballot} />}
      {ballot.result && <Result ballot={ballot} />}
      {ballot.reason !== null && <p>{ballot.reason}</p>}
    </section>
  );
}

/** How this phone stands to the ballot, in one sentence. */
function Standing({ ballot }: { readonly ballot: LiveBallot }) {
  const { state, words } = usePhone();
  const vote = state.votes[ballot.ballotId] ?? null;
  if (ballot.voters === 'sites') return ballot.phase === 'open' ? <p>{words.ballot.hands}</p> : null;
  if (vote?.state === 'cast') {
    const name = vote.choice.map((one) => optionText(ballot, one, words)).join(', ') || words.ballot.blank;
    return (
      <>
        <p class="big good" data-testid="vote-cast">
          {words.ballot.cast}
        </p>
        {ballot.secrecy === 'open' ? (
          <p>{filled(words.ballot.yours, { choice: name })}</p>
        ) : (
          <Receipt ballot={ballot} receipt={vote.receipt ?? ''} />
        )}
      </>
    );
  }
  if (vote?.state === 'refused') return <p class="problem">{refusalText(vote.code ?? '', words)}</p>;
  if (vote?.state === 'waiting') return <p class="waiting">{state.line ? words.line.vote : words.ballot.waiting}</p>;
  if (ballot.secrecy === 'open') return ballot.phase === 'announced' ? <p>{words.ballot.soon}</p> : null;
  const credential = state.credentials[ballot.ballotId];
  if (ballot.phase === 'announced') return <p>{credential === 'ready' ? words.ballot.ready : words.ballot.getting}</p>;
  return ballot.phase === 'open' && credential !== 'ready' ? <p class="problem">{words.ballot.noCredential}</p> : null;
}

function Casting({ ballot }: { readonly ballot: LiveBallot }) {
  const { phone, state, words } = usePhone();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [asking, setAsking] = useState(false);
  const vote = state.votes[ballot.ballotId] ?? null;
  const mayVote = ballot.secrecy === 'open' || state.credentials[ballot.ballotId] === 'ready';
  if ((vote && vote.state !== 'refused') || !mayVote || state.page?.me == null) return null;
  const names = chosen.map((one) => optionText(ballot, one, words)).join(', ') || words.ballot.blank;
  const most = ballot.form.kind === 'choose' ? ballot.form.maxChoices : 1;
  function toggle(option: string) {
    setAsking(false);
    if (most === 1) return setChosen([option]);
    setChosen(chosen.includes(option) ? chosen.filter((one) => one !== option) : [...chosen, option].slice(-most));
  }
  return (
    <div>
      {most > 1 && <p class="hint">{filled(words.ballot.choose, { count: most })}</p>}
      {optionsOf(ballot).map((option) => (
        <button
          key={option}
          type="button"
          class="pick"
          aria-pressed={chosen.includes(option)}
          onClick={() => toggle(option)}
          data-testid={`option-${option}`}
        >
          <span class="name">
            {chosen.includes(option) ? '✓ ' : ''}
            {optionText(ballot, option, words)}
          </span>
        </button>
      ))}
      {asking ? (
        <>
          <p class="big">{filled(words.ballot.sure, { choice: names })}</p>
          <button type="button" class="main" onClick={() => phone.castVote(ballot.ballotId, chosen)} data-testid="vote-confirm">
            {words.ballot.confirm}
          </button>
          <button type="button" class="quiet" onClick={() => setAsking(false)}>
            {words.ballot.back}
          </button>
        </>
      ) : (
        <button
          type="button"
          class="main"
          disabled={chosen.length === 0 && ballot.form.kind === 'yes-no'}
          onClick={() => setAsking(true)}
          data-testid="vote"
        >
          {words.ballot.vote}
        </button>
      )}
    </div>
  );
}

function Result({ ballot }: { readonly ballot: LiveBallot }) {
  const { words } = usePhone();
  const { outcome, counts } = ballot.result!;
  return (
    <div data-testid="ballot-result">
      <p class="big">{words.ballot.outcome[outcome]}</p>
      <ul class="plain">
        {optionsOf(ballot).map((option) => (
          <li key={option}>
            {optionText(ballot, option, words)}: <strong>{counts[option] ?? 0}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}

function refusalText(code: string, words: Words): string {
  return code in words.ballot.refusal ? words.ballot.refusal[code as keyof Words['ballot']['refusal']] : words.tryAgain;
}
