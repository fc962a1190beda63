import type { ReactNode } from 'react';
import styles from './card.module.css';

interface CardProps {
  readonly title: string;
  readonly action?: ReactNode;
  readonly testId?: string;
  readonly children: ReactNode;
}

/** A part of a page with a heading of its own. */
export function Card({ title, action, testId, children }: CardProps) {
  return (
    <section className={styles.card} {...(testId === undefined ? {} : { 'data-testid': testId })}>
      <div className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}
