import { changesSince } from '@diemcau/core';
import { IconTrendingDown, IconTrendingUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PreflightPair, ShownPreflight } from './preflight-api.ts';
import styles from './point-list.module.css';
import { usePointWords } from './use-point-words.ts';
import { VerdictMark } from './verdict-mark.tsx';

interface PointListProps extends Pick<PreflightPair, 'before'> {
  readonly check: ShownPreflight;
  /** Only what is not in order. */
  readonly wrongOnly?: boolean;
  /** Advice only where the figure does not say it all. */
  readonly brief?: boolean;
}

/** Their figure is the whole story to whoever looks at many rooms. */
const TELLING: ReadonlySet<string> = new Set(['uplink', 'downlink', 'loss', 'delay', 'clock']);

/** Point by point: how it is, what was measured, what to do, and what has changed. */
export function PointList({ check, before, wrongOnly = false, brief = false }: PointListProps) {
  const { t } = useTranslation();
  const { advice, value } = usePointWords();
  const changes = before ? changesSince(before, check) : [];
  const shown = check.points.filter(({ verdict }) => !wrongOnly || verdict !== 'go');
  return (
    <ul className={styles.list}>
      {shown.map((point) => {
        const change = changes.find((one) => one.point === point.point);
        return (
          <li key={point.point} className={styles.point} data-testid={`point-${point.point}`} data-verdict={point.verdict}>
            <VerdictMark verdict={point.verdict} small />
            <div className={styles.words}>
              <span className={styles.name}>
                {t(`preflight.point.${point.point}`)}
                <span className={styles.value}>{value(point.point, check.measured)}</span>
              </span>
              {point.verdict !== 'go' && !(brief && TELLING.has(point.point)) && <span className={styles.advice}>{advice(point)}</span>}
              {change && (
                <span className={styles.change} data-change={change.change}>
                  {change.change === 'better' ? (
                    <IconTrendingUp size="1rem" aria-hidden="true" />
                  ) : (
                    <IconTrendingDown size="1rem" aria-hidden="true" />
                  )}
                  {t('preflight.change.wasPoint', { verdict: t(`preflight.verdict.${change.before.verdict}`) })}
                </span>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
