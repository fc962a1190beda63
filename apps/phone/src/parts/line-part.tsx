import { useRef } from 'preact/hooks';
import type { LinePlace } from '../line.ts';
import { filled } from '../words/words.ts';
import type { Language } from '../words/words.ts';
import type { Words } from '../words/vi.ts';
import { useNow, usePhone } from './context.ts';

/** From here on minutes say enough. */
const MINUTES_FROM_S = 90;
/** An estimate to the second would be a promise. */
const STEP_S = 5;

/** The place in line, while many come at once. The region for screen readers is there before it has something to say. */
export function LinePart() {
  const { state } = usePhone();
  return (
    <>
      {state.line && <Place line={state.line} />}
      <Announcement line={state.line} />
    </>
  );
}

function Place({ line }: { readonly line: LinePlace }) {
  const { words, language } = usePhone();
  const nowMs = useNow(0);
  return (
    <section class="card waiting" aria-labelledby="line" data-testid="line">
      <h2 id="line">{words.line.title}</h2>
      <p class="big" data-testid="line-place">
        {placeText(line, { words, language })}
      </p>
      <p>{waitText(line.untilMs - nowMs, words)}</p>
      <p class="hint">{words.line.hint}</p>
    </section>
  );
}

/** Says the place when the phone begins to wait, each time it has halved, and the end; not every few seconds. */
function Announcement({ line }: { readonly line: LinePlace | null }) {
  const { words, language } = usePhone();
  const said = useRef<{ place: number; text: string }>({ place: 0, text: '' });
  if (line === null && said.current.place > 0) said.current = { place: 0, text: words.line.over };
  else if (line !== null && (said.current.place === 0 || line.place <= said.current.place / 2)) {
    said.current = { place: line.place, text: `${words.line.title}. ${placeText(line, { words, language })}` };
  }
  return (
    <p class="unseen" role="status" data-testid="line-said">
      {said.current.text}
    </p>
  );
}

function placeText({ place }: LinePlace, { words, language }: { readonly words: Words; readonly language: Language }): string {
  return filled(words.line.place, { place: place.toLocaleString(language) });
}

function waitText(leftMs: number, words: Words): string {
  const leftS = Math.ceil(leftMs / 1_000 / STEP_S) * STEP_S;
  if (leftS <= 0) return words.line.soon;
  return leftS < MINUTES_FROM_S
    ? filled(words.line.seconds, { count: leftS })
    : filled(words.line.minutes, { count: Math.round(leftS / 60) });
}
