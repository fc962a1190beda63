import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import styles from './print-sheet.module.css';

/** Seen on paper only, in place of the page; one sheet at a time. */
export function PrintSheet({ children }: { readonly children: ReactNode }) {
  return createPortal(
    <div className={styles.sheet} aria-hidden>
      {children}
    </div>,
    document.body,
  );
}
