import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconVolume } from '@tabler/icons-react';
import styles from './program-sound.module.css';
import { Sound } from './sound.tsx';

interface ProgramSoundProps {
  readonly streams: Readonly<Record<string, MediaStream>>;
  readonly muted: boolean;
}

/** Hall and floor together; the server has already made our own voice silent. Asks for a tap where the browser wants one. */
export function ProgramSound({ streams, muted }: ProgramSoundProps) {
  const { t } = useTranslation();
  const [blocked, setBlocked] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const onBlocked = useCallback((now: boolean) => setBlocked(now), []);
  return (
    <>
      <Sound stream={streams['hall']} testId="program-hall-audio" muted={muted} attempt={attempt} onBlocked={onBlocked} />
      <Sound stream={streams['floor']} testId="program-floor-audio" muted={muted} attempt={attempt} onBlocked={onBlocked} />
      {blocked && !muted && (
        <button type="button" className={styles.tap} data-testid="tap-to-hear" onClick={() => setAttempt((count) => count + 1)}>
          <IconVolume size="1.75rem" aria-hidden="true" />
          <span>
            <strong>{t('program.tapToHear')}</strong>
            <span className={styles.hint}>{t('program.tapToHearHint')}</span>
          </span>
        </button>
      )}
    </>
  );
}
