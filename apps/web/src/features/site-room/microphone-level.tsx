import { useTranslation } from 'react-i18next';
import type { LevelMeter } from '../../live/level-meter.ts';
import { LevelBar } from '../../ui/level-bar.tsx';
import styles from './microphone-level.module.css';
import { useHeard } from './use-heard.ts';
import { useMeterRatio } from './use-level-meter.ts';

/** The level as it moves, and in words whether anything has been heard. */
export function MicrophoneLevel({ meter }: { readonly meter: LevelMeter | null }) {
  const { t } = useTranslation();
  const ratio = useMeterRatio(meter);
  const heard = useHeard(ratio);
  if (!meter) return null;
  const words = { quiet: 'siteRoom.setup.levelQuiet', good: 'siteRoom.setup.levelGood', loud: 'siteRoom.setup.levelLoud' } as const;
  return (
    <div className={styles.level}>
      <LevelBar ratio={ratio} label={t('siteRoom.setup.level')} />
      <p role="status" className={styles.words} data-heard={heard}>
        {t(words[heard])}
      </p>
    </div>
  );
}
