import type { ReactNode } from 'react';
import { BrandMark } from './brand.tsx';
import styles from './slate.module.css';

interface SlateProps {
  readonly title: string;
  /** What is going on: about to begin, paused, closed. */
  readonly state: string;
  readonly lines?: readonly (string | null)[];
  readonly children?: ReactNode;
}

/** A still card in place of the program: before, in a pause, after. */
export function Slate({ title, state, lines = [], children }: SlateProps) {
  return (
    <div className={styles.slate} data-testid="slate" role="status">
      <BrandMark size={44} />
      <p className={styles.state}>{state}</p>
      <h1 className={styles.title}>{title}</h1>
      {lines.map((line) => line && <p key={line}>{line}</p>)}
      {children}
    </div>
  );
}
