import { useId, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { HEADCOUNT_MAX } from '@diemcau/core';
import type { Site, SiteId } from '@diemcau/core';
import { printedSites } from '../../../live/printed-sites.ts';
import { siteContacts } from '../../../live/planning-api.ts';
import { useAct } from '../../../live/use-act.ts';
import { useConference } from '../../../live/use-live.ts';
import { useLoaded } from '../../../live/use-loaded.ts';
import { useRules } from '../../../live/use-rules.ts';
import { tellDone } from '../../../ui/tell.ts';
import panel from '../panel.module.css';
import { fillWithSeats, pasteDown, readCount } from './expected-counts.ts';
import type { TypedCounts } from './expected-counts.ts';
import { ExpectedRow } from './expected-row.tsx';
import styles from './expected-panel.module.css';

const NOTHING_TYPED: TypedCounts = new Map();

/** How many people each room expects: typed, pasted as a column, or taken from the seats; kept when it is saved. */
export function ExpectedPanel() {
  const { t } = useTranslation();
  const titleId = useId();
  const view = useConference();
  const why = useRules();
  const rooms = printedSites(view);
  const [typed, setTyped] = useState<TypedCounts>(NOTHING_TYPED);
  const [badCell, setBadCell] = useState<string | null>(null);
  const seats = useSeats();
  const shown = (siteId: SiteId) => typed.get(siteId) ?? savedText(view.sites[siteId]);
  const first = rooms[0];
  if (!first) return null;
  const locked = why({ type: 'ExpectHeadcounts', rooms: [{ siteId: first.siteId, expectedCount: null }] });
  const take = (next: TypedCounts) => {
    setBadCell(null);
    setTyped(next);
  };
  const paste = (place: number, column: string) => {
    const siteIds = rooms.slice(place).map(({ siteId }) => siteId);
    const pasted = pasteDown(typed, siteIds, column);
    if (pasted.ok) take(pasted.typed);
    else setBadCell(pasted.cell);
  };
  return (
    <section className={panel.flush} aria-labelledby={titleId} data-testid="expected-panel">
      <div className={styles.head}>
        <div className={styles.words}>
          <h2 id={titleId} className={panel.title}>
            {t('planning.expected.title')}
          </h2>
          <p className={panel.text}>{locked ? t(`refusal.${locked.code}`, { ...locked.params }) : t('planning.expected.text')}</p>
        </div>
        <Button
          variant="default"
          disabled={locked !== null || seats.size === 0}
          onClick={() => take(fillWithSeats(shown, typed, seats))}
          data-testid="expected-from-seats"
        >
          {t('planning.expected.fromSeats')}
        </Button>
      </div>
      <SaveBar rooms={rooms} typed={typed} shown={shown} onDone={() => take(NOTHING_TYPED)} />
      {badCell !== null && (
        <p role="alert" className={styles.alert}>
          {t('planning.expected.badCell', { cell: badCell, max: HEADCOUNT_MAX })}
        </p>
      )}
      <ol className={styles.list}>
        {rooms.map((site, place) => (
          <ExpectedRow
            key={site.siteId}
            site={site}
            place={place}
            seats={seats.get(site.siteId) ?? 0}
            text={shown(site.siteId)}
            disabled={locked !== null}
            onType={(text) => take(new Map([...typed, [site.siteId, text]]))}
            onPaste={(column) => paste(place, column)}
          />
        ))}
      </ol>
    </section>
  );
}

function savedText(site: Site | undefined): string {
  return site?.expectedCount == null ? '' : String(site.expectedCount);
}

/** As the register has them; where it cannot be read, there are none to take. */
function useSeats(): ReadonlyMap<SiteId, number> {
  const { conferenceId, sites } = useConference();
  const { value } = useLoaded(`${conferenceId} ${Object.keys(sites).length}`, () => siteContacts(conferenceId));
  return new Map(value?.sites.map(({ siteId, capacity }) => [siteId, capacity]));
}

interface SaveBarProps {
  readonly rooms: readonly Site[];
  readonly typed: TypedCounts;
  readonly shown: (siteId: SiteId) => string;
  readonly onDone: () => void;
}

function SaveBar({ rooms, typed, shown, onDone }: SaveBarProps) {
  const { t } = useTranslation();
  const act = useAct();
  const [busy, setBusy] = useState(false);
  const counts = rooms.map((site) => ({ site, count: readCount(shown(site.siteId)) }));
  const wrong = counts.filter(({ count }) => count === 'no-count').length;
  const known = counts.flatMap(({ count }) => (typeof count === 'number' ? [count] : []));
  const changed = counts.flatMap(({ site: { siteId, expectedCount }, count }) =>
    count === 'no-count' || count === expectedCount ? [] : [{ siteId, expectedCount: count }],
  );
  const save = async () => {
    setBusy(true);
    const outcome = await act({ type: 'ExpectHeadcounts', rooms: changed });
    setBusy(false);
    if (!outcome.ok) return;
    onDone();
    tellDone(t('planning.expected.saved'));
  };
  return (
    <div className={styles.save} data-changed={changed.length > 0}>
      <p role="status">
        {t('planning.expected.total', { count: known.reduce((sum, one) => sum + one, 0), known: known.length, sites: rooms.length })}
        {wrong > 0 && <strong className={styles.wrong}>{t('planning.expected.wrong', { count: wrong })}</strong>}
      </p>
      {typed.size > 0 && (
        <Button variant="subtle" color="gray" onClick={onDone} disabled={busy}>
          {t('planning.expected.undo')}
        </Button>
      )}
      <Button onClick={() => void save()} disabled={changed.length === 0 || wrong > 0} loading={busy} data-testid="expected-save">
        {t('planning.expected.save', { count: changed.length })}
      </Button>
    </div>
  );
}
