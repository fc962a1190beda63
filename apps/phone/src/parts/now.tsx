import type { ConferenceState, Speech } from '@diemcau/core';
import { filled } from '../words/words.ts';
import { useNow, usePhone } from './context.ts';
import { durationText } from './texts.ts';

/** Who speaks, on what, and how long yet. */
export function Now({ view }: { readonly view: ConferenceState }) {
  const { words } = usePhone();
  if (view.phase !== 'live' && view.phase !== 'paused') return null;
  const { speech } = view;
  return (
    <section class="card" id="part-now" tabIndex={-1} aria-labelledby="now">
      <h2 id="now">{words.now.title}</h2>
      {speech ? <Speaker view={view} speech={speech} /> : <p class="hint">{words.now.nobody}</p>}
    </section>
  );
}

function Speaker({ view, speech }: { readonly view: ConferenceState; readonly speech: Speech }) {
  const { state, words } = usePhone();
  const nowMs = useNow(state.serverOffsetMs);
  const leftMs = speech.endsAtMs - nowMs;
  const text =
    view.pausedAtMs !== null ? words.now.paused : filled(leftMs >= 0 ? words.now.left : words.now.over, { time: durationText(leftMs) });
  return (
    <div data-testid="speaker">
      <p class="name">{view.sites[speech.siteId]?.name ?? words.now.hall}</p>
      <p>{speech.subject}</p>
      <p class={leftMs < 0 ? 'clock over' : 'clock'}>{text}</p>
    </div>
  );
}
