import { useTranslation } from 'react-i18next';
import type { LiveBallot } from '@diemcau/core';
import { useServerNow } from '../use-server-now.ts';

/** How long can still be voted, to the second; read out once a minute by whoever wants it, not by itself. */
export function TimeLeft({ ballot }: { readonly ballot: LiveBallot }) {
  const { t } = useTranslation();
  const nowMs = useServerNow(250);
  if (ballot.phase !== 'open' || ballot.closesAtMs === null) return null;
  const seconds = Math.ceil((ballot.closesAtMs - nowMs) / 1000);
  if (seconds <= 0) return <span>{t('ballots.over')}</span>;
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return <span style={{ fontVariantNumeric: 'tabular-nums' }}>{t('ballots.left', { time })}</span>;
}

/** Of people: how many have voted. Of rooms: in how many the two officers agree. */
export function Turnout({ ballot, rooms }: { readonly ballot: LiveBallot; readonly rooms: number }) {
  const { t } = useTranslation();
  if (ballot.phase !== 'open') return null;
  const words =
    ballot.voters === 'sites'
      ? t('ballots.rooms', { done: ballot.turnout, all: rooms })
      : t('ballots.turnout', { cast: ballot.turnout, entitled: ballot.entitled });
  return <span data-testid="ballot-turnout">{words}</span>;
}
