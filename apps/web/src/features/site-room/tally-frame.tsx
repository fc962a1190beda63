import { IconBroadcast, IconClockHour4, IconEye, IconPlugConnectedX, IconUrgent } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Tally } from '../../live/floor.ts';
import styles from './tally-frame.module.css';

interface TallyFrameProps {
  readonly tally: Tally;
  readonly hall: boolean;
  /** The conference is paused: nobody is shown, but what is open stays open. */
  readonly paused: boolean;
}

const ICONS = { 'on-air': IconBroadcast, lost: IconPlugConnectedX, standby: IconUrgent, queued: IconClockHour4, idle: IconEye } as const;

/** A bar with the word and a border around everything: seen from any chair in the room, with or without colour. */
export function TallyFrame(props: TallyFrameProps) {
  const { tally } = props;
  const { word, hint } = useTallyWords(props);
  const Icon = ICONS[tally.state];
  return (
    <>
      <div className={styles.bar} data-state={tally.state} data-testid="tally" role="status" aria-live="assertive">
        <Icon className={styles.icon} aria-hidden="true" />
        <strong className={styles.word}>{word}</strong>
        <span className={styles.hint}>{hint}</span>
      </div>
      <div className={styles.border} data-state={tally.state} aria-hidden="true" />
    </>
  );
}

function useTallyWords({ tally, hall, paused }: TallyFrameProps): { word: string; hint: string } {
  const { t } = useTranslation();
  if (tally.state === 'on-air' && paused) return { word: t('siteRoom.tally.open'), hint: t('siteRoom.tally.openHint') };
  if (tally.state === 'on-air')
    return { word: t('siteRoom.tally.onAir'), hint: t(hall ? 'siteRoom.tally.hallOnAirHint' : 'siteRoom.tally.onAirHint') };
  if (tally.state === 'lost') return { word: t('siteRoom.tally.lost'), hint: t('siteRoom.tally.lostHint') };
  if (tally.state === 'standby') return { word: t('siteRoom.tally.standby'), hint: t('siteRoom.tally.standbyHint') };
  if (tally.state === 'idle') return { word: t('siteRoom.tally.idle'), hint: t('siteRoom.tally.idleHint') };
  if (tally.place === 1) return { word: `${t('tally.next')} · 1`, hint: t('siteRoom.tally.nextHint') };
  return { word: `${t('siteRoom.tally.queued')} · ${tally.place}`, hint: t('siteRoom.tally.queuedHint', { place: tally.place }) };
}
