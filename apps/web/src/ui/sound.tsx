import { useEffect, useRef } from 'react';

interface SoundProps {
  readonly stream: MediaStream | undefined;
  readonly testId: string;
  readonly muted: boolean;
  /** Grows each time the reader asks to hear after the browser had said no. */
  readonly attempt: number;
  readonly onBlocked: (blocked: boolean) => void;
}

/** Plays the sound of one feed. */
export function Sound({ stream, testId, muted, attempt, onBlocked }: SoundProps) {
  const audio = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const element = audio.current;
    if (!element) return;
    element.srcObject = stream ?? null;
    element.muted = muted;
    if (!stream || muted) return;
    element.play().then(
      () => onBlocked(false),
      (error: unknown) => error instanceof DOMException && error.name === 'NotAllowedError' && onBlocked(true),
    );
  }, [stream, muted, attempt, onBlocked]);
  return <audio ref={audio} data-testid={testId} autoPlay />;
}
