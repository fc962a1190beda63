import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LevelMeter } from '../../live/level-meter.ts';
import { selectWatchedViewers, useLive } from '../../live/use-live.ts';
import { GradeMark } from '../../ui/grade-mark.tsx';
import { LevelBar } from '../../ui/level-bar.tsx';
import { OwnPicture } from './own-picture.tsx';
import styles from './own-view.module.css';
import type { Devices } from './use-devices.ts';
import { useMeterRatio } from './use-level-meter.ts';
import type { OwnLink } from './use-own-link.ts';

interface OwnViewProps {
  readonly devices: Devices;
  readonly link: OwnLink;
  readonly meter: LevelMeter | null;
}

/** The room's own picture and level, its link, and whether anybody looks at it. */
export function OwnView({ devices, link, meter }: OwnViewProps) {
  const { t } = useTranslation();
  const watched = useLive(selectWatchedViewers) > 0;
  const ratio = useMeterRatio(meter);
  return (
    <section className={styles.own} aria-label={t('siteRoom.selfPicture')}>
      <div className={styles.picture}>
        <OwnPicture devices={devices} testId="self-video" />
      </div>
      <div className={styles.facts}>
        <LevelBar ratio={ratio} label={t('siteRoom.setup.level')} />
        <p className={styles.fact}>
          <GradeMark grade={link.up.grade} />
          {t(`grade.${link.up.grade}`)}
        </p>
        <p className={styles.fact} data-watched={watched} data-testid="watched" role="status">
          {watched ? <IconEye size="1rem" aria-hidden="true" /> : <IconEyeOff size="1rem" aria-hidden="true" />}
          {t(watched ? 'siteRoom.watched' : 'siteRoom.notWatched')}
        </p>
      </div>
    </section>
  );
}
