import type { ConferenceState, LiveBallot } from '@diemcau/core';
import { filled } from '../words/words.ts';
import { countText, optionsOf, optionText } from './ballot-texts.ts';
import { usePhone } from './context.ts';
import { timeText } from './texts.ts';

/** What this conference has settled so far: what was voted on, and which parts of the agenda are done. */
export function Decisions({ view }: { readonly view: ConferenceState }) {
  const { state, words } = usePhone();
  const ballots = state.ballots.filter(({ phase }) => phase === 'closed' || phase === 'invalid');
  const items = view.agenda.flatMap((itemId) => view.agendaItems[itemId] ?? []).filter(({ status }) => status === 'done');
  return (
    <section class="card" id="part-decisions" tabIndex={-1} aria-labelledby="decisions" data-testid="decisions">
      <h2 id="decisions">{words.decisions.title}</h2>
      {ballots.length + items.length === 0 && <p class="hint">{words.decisions.empty}</p>}
      {ballots.length > 0 && <h3>{words.decisions.ballots}</h3>}
      <ul class="agenda">
        {ballots.map((ballot) => (
          <Decided key={ballot.ballotId} ballot={ballot} />
        ))}
      </ul>
      {items.length > 0 && <h3>{words.decisions.items}</h3>}
      <ul class="agenda">
        {items.map((item) => (
          <li key={item.itemId}>
            <span class="item">{item.title}</span>
            <Ended atMs={item.endedAtMs} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Decided({ ballot }: { readonly ballot: LiveBallot }) {
  const { words } = usePhone();
  const { result, question, reason } = ballot;
  return (
    <li data-testid="decided-ballot">
      <span class="item">{question}</span>
      <strong>{result ? words.ballot.outcome[result.outcome] : words.ballot.phase.invalid}</strong>
      {result && (
        <span class="hint">
          {optionsOf(ballot)
            .map((option) => countText(optionText(ballot, option, words), result.counts[option] ?? 0))
            .join(' · ')}
        </span>
      )}
      {reason !== null && <span class="hint">{reason}</span>}
      <Ended atMs={ballot.endedAtMs} />
    </li>
  );
}

function Ended({ atMs }: { readonly atMs: number | null }) {
  const { words, language } = usePhone();
  if (atMs === null) return null;
  return <span class="hint">{filled(words.decisions.at, { time: timeText(atMs, Date.now(), language) })}</span>;
}
