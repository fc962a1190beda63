import type { AgendaItem, ConferenceState } from '@diemcau/core';
import { filled } from '../words/words.ts';
import { usePhone } from './context.ts';

const MINUTE_MS = 60_000;

/** The order of the day with where we are. */
export function Agenda({ view }: { readonly view: ConferenceState }) {
  const { words } = usePhone();
  const items = view.agenda.flatMap((itemId) => view.agendaItems[itemId] ?? []);
  return (
    <section class="card" id="part-agenda" tabIndex={-1} aria-labelledby="agenda">
      <h2 id="agenda">{words.agenda.title}</h2>
      {items.length === 0 && <p class="hint">{words.agenda.empty}</p>}
      <ol class="agenda">
        {items.map((item) => (
          <Item key={item.itemId} item={item} view={view} />
        ))}
      </ol>
    </section>
  );
}

function Item({ item, view }: { readonly item: AgendaItem; readonly view: ConferenceState }) {
  const { words } = usePhone();
  const isNow = view.currentItemId === item.itemId;
  const site = item.presenterSiteId === null ? undefined : view.sites[item.presenterSiteId];
  const mark = isNow ? words.agenda.now : item.status === 'done' ? words.agenda.done : item.status === 'cut' ? words.agenda.cut : null;
  return (
    <li class={isNow ? 'now' : item.status} aria-current={isNow ? 'step' : undefined}>
      <span class="item">{item.title}</span>
      <span class="hint">
        {[mark, site?.name, filled(words.agenda.minutes, { count: Math.round(item.plannedMs / MINUTE_MS) })].filter(Boolean).join(' · ')}
      </span>
    </li>
  );
}
