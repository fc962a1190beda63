import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import styles from './picture.module.css';

interface PictureProps {
  readonly stream: MediaStream | undefined;
  /** What it shows, for those who cannot see it. */
  readonly label: string;
  readonly testId: string;
  /** Shown instead while nobody feeds it. */
  readonly empty: ReactNode;
  /** false: whoever fed it is gone, so its last frame must not stand there. */
  readonly fed: boolean;
  readonly mirrored?: boolean;
  readonly fit?: 'contain' | 'cover';
}

/** A silent picture; sound has an element of its own, so that layouts come and go without a gap in it. */
export function Picture({ stream, label, testId, empty, fed, mirrored = false, fit = 'contain' }: PictureProps) {
  const video = useRef<HTMLVideoElement>(null);
  const shown = useStreamOn(video, stream);
  return (
    <div className={styles.picture} data-mirrored={mirrored} data-fit={fit}>
      <video
        ref={video}
        className={styles.video}
        data-testid={testId}
        data-shown={shown && fed}
        aria-label={label}
        autoPlay
        playsInline
        muted
        disablePictureInPicture
      />
      {!(shown && fed) && <div className={styles.empty}>{empty}</div>}
    </div>
  );
}

/** Puts the stream on the element; true once a frame of it has been decoded. */
function useStreamOn(video: React.RefObject<HTMLVideoElement | null>, stream: MediaStream | undefined): boolean {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    const decoded = () => setShown(element.videoWidth > 0);
    element.srcObject = stream ?? null;
    if (!stream) setShown(false);
    element.addEventListener('loadeddata', decoded);
    element.addEventListener('resize', decoded);
    // Muted pictures always may play; a refusal means that the element is gone already.
    void element.play().catch(() => undefined);
    return () => {
      element.removeEventListener('loadeddata', decoded);
      element.removeEventListener('resize', decoded);
    };
  }, [video, stream]);
  return shown;
}
