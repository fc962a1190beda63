import styles from './level-bar.module.css';

interface LevelBarProps {
  /** 0–1. */
  readonly ratio: number;
  readonly label: string;
}

/** Where a voice is clipped; the last tenth of the bar. */
const LOUD_RATIO = 0.95;

export function LevelBar({ ratio, label }: LevelBarProps) {
  const percent = Math.round(ratio * 100);
  return (
    <div role="meter" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent} className={styles.bar}>
      <div className={styles.fill} data-loud={ratio > LOUD_RATIO} style={{ clipPath: `inset(0 ${100 - percent}% 0 0)` }} />
    </div>
  );
}
