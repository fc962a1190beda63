import { useEffect, useRef, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ListedPerson } from '../../../live/attendance-api.ts';
import styles from './check-in.module.css';
import { openQrReader } from './qr-reader.ts';

/** Five looks a second: a hand comes to rest for longer, and a weak laptop keeps up. */
const LOOK_EVERY_MS = 200;

interface ScanViewProps {
  readonly onFound: (invitation: string) => Promise<ListedPerson | null>;
  readonly onClose: () => void;
}

/** One invitation after the other before the camera; the same one twice is written once. */
export function ScanView({ onFound, onClose }: ScanViewProps) {
  const { t } = useTranslation();
  const video = useRef<HTMLVideoElement>(null);
  const found = useRef(onFound);
  const [last, setLast] = useState<ListedPerson | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    found.current = onFound;
  });
  useEffect(() => {
    const stop = new AbortController();
    const told = async (invitation: string) => setLast(await found.current(invitation));
    scan(video.current!, told, stop.signal).catch(() => !stop.signal.aborted && setFailed(true));
    return () => stop.abort();
  }, []);
  return (
    <div className={styles.door} data-testid="scan-view">
      <h3>{t('attendance.scan.title')}</h3>
      {failed ? <p role="alert">{t('attendance.scan.noCamera')}</p> : <p>{t('attendance.scan.how')}</p>}
      <video ref={video} className={styles.video} muted playsInline hidden={failed} aria-label={t('attendance.scan.title')} />
      <p role="status" className={styles.last}>
        {last && `${t('attendance.scan.last')}: ${last.name}`}
      </p>
      <Button variant="default" onClick={onClose}>
        {t('attendance.room.list')}
      </Button>
    </div>
  );
}

/** The token behind `#i=` of an invitation. */
export function invitationIn(text: string): string | null {
  return /#i=([\w.-]+)$/.exec(text)?.[1] ?? null;
}

async function scan(video: HTMLVideoElement, found: (invitation: string) => Promise<void>, signal: AbortSignal): Promise<void> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  signal.addEventListener('abort', () => stream.getTracks().forEach((track) => track.stop()));
  if (signal.aborted) return stream.getTracks().forEach((track) => track.stop());
  video.srcObject = stream;
  await video.play();
  const reader = await openQrReader();
  let before: string | null = null;
  while (!signal.aborted) {
    const text = video.videoWidth > 0 ? await reader.read(video) : null;
    const invitation = text === null ? null : invitationIn(text);
    if (invitation !== null && invitation !== before) {
      before = invitation;
      await found(invitation);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
