import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useConference } from '../../../live/use-live.ts';
import { clockText } from '../../../ui/time-text.ts';
import { headcountSteps } from './headcount-steps.ts';
import type { HeadcountStep } from './headcount-steps.ts';
import styles from './headcount-course.module.css';

/** How the headcount came about: a line of steps, and the same as a table. */
export function HeadcountCourse() {
  const { t, i18n } = useTranslation();
  const view = useConference();
  const steps = useMemo(() => headcountSteps(view), [view]);
  const last = steps.at(-1);
  // One point is no course.
  if (!last || steps.length < 2) return null;
  const time = (atMs: number) => clockText(atMs, i18n.language, false);
  return (
    <details className={styles.course} data-testid="headcount-course">
      <summary className={styles.summary}>
        {t('views.attendance.history')}
        <svg className={styles.line} viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true">
          <path d={pathOf(steps)} />
        </svg>
      </summary>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('views.attendance.time')}</th>
            <th scope="col">{t('views.attendance.people')}</th>
          </tr>
        </thead>
        <tbody>
          {steps.toReversed().map((step, place) => (
            <tr key={steps.length - place}>
              <td>{time(step.atMs)}</td>
              <td>{t('views.attendance.point', { present: step.present, reported: step.reported })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

const WIDTH = 100;
const HEIGHT = 24;
/** Half the line's thickness, so that its top is not cut. */
const EDGE = 1;

function pathOf(steps: readonly HeadcountStep[]): string {
  const from = steps[0]!.atMs;
  const span = Math.max(1, steps.at(-1)!.atMs - from);
  const top = Math.max(1, ...steps.map((step) => step.present));
  const points = steps.map(
    ({ atMs, present }) => [((atMs - from) / span) * WIDTH, HEIGHT - EDGE - (present / top) * (HEIGHT - 2 * EDGE)] as const,
  );
  return points.map(([x, y], place) => (place === 0 ? `M${x} ${y}` : `H${x}V${y}`)).join('');
}
