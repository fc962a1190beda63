import { useEffect, useState } from 'react';
import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { roomCode } from '../../../live/attendance-api.ts';
import type { RoomCode, RoomPlace } from '../../../live/attendance-api.ts';
import { useConference } from '../../../live/use-live.ts';
import { QrCode } from '../../../ui/qr-code.tsx';
import styles from './check-in.module.css';

/** A code that could not be fetched is asked for again this soon. */
const RETRY_MS = 2_000;
/** Asked for just after the change, so that both clocks agree on which one it is. */
const AFTER_CHANGE_MS = 200;

interface Shown extends RoomCode {
  /** By this page's clock. */
  readonly endsHereAtMs: number;
}

/** For the room's screen, legible from the last row: the code of this half minute. */
export function RoomCodeScreen({ place, onClose }: { readonly place: RoomPlace; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { title } = useConference();
  const code = useRoomCode(place);
  return (
    <Modal
      opened
      fullScreen
      onClose={onClose}
      title={t('attendance.code.title')}
      closeButtonProps={{ 'aria-label': t('attendance.code.close') }}
    >
      <div className={styles.screen} data-testid="room-code-screen">
        <p className={styles.screenTitle}>{title}</p>
        {code ? (
          <>
            <QrCode text={code.url} label={t('attendance.code.qr')} className={styles.qr} />
            <p className={styles.how}>{t('attendance.code.how')}</p>
            <p>{t('attendance.code.byHand', { url: code.url.split('#')[0]!.replace(/^https?:\/\//, '') })}</p>
            <p className={styles.digits} data-testid="room-code-digits">
              {code.code.slice(0, 4)} {code.code.slice(4)}
            </p>
            <Countdown endsAtMs={code.endsHereAtMs} />
          </>
        ) : (
          <p role="status">{t('attendance.code.away')}</p>
        )}
      </div>
    </Modal>
  );
}

function useRoomCode({ conferenceId, siteId }: RoomPlace): Shown | null {
  const [shown, setShown] = useState<Shown | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const read = async () => {
      const answer = await roomCode({ conferenceId, siteId });
      if (gone) return;
      const leftMs = answer.ok ? answer.value.endsAtMs - answer.value.nowMs : 0;
      if (answer.ok) setShown({ ...answer.value, endsHereAtMs: Date.now() + leftMs });
      // An old code is worse than none: nobody would know why it does not work.
      else setShown((before) => (before && before.endsHereAtMs > Date.now() ? before : null));
      timer = setTimeout(() => void read(), answer.ok ? leftMs + AFTER_CHANGE_MS : RETRY_MS);
    };
    void read();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [conferenceId, siteId]);
  return shown;
}

function Countdown({ endsAtMs }: { readonly endsAtMs: number }) {
  const { t } = useTranslation();
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <p className={styles.countdown}>{t('attendance.code.changes', { seconds: Math.max(0, Math.ceil((endsAtMs - nowMs) / 1_000)) })}</p>
  );
}
