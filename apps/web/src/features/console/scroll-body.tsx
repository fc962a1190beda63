import type { ReactNode } from 'react';
import panel from './panel.module.css';

interface ScrollBodyProps {
  /** Id of the panel's heading. */
  readonly labelledBy: string;
  readonly children: ReactNode;
}

/** What scrolls in a panel can be scrolled with the keyboard, also where nothing in it takes the focus (WCAG 2.1.1). */
export function ScrollBody({ labelledBy, children }: ScrollBodyProps) {
  return (
    <div className={panel.body} role="group" aria-labelledby={labelledBy} tabIndex={0}>
      {children}
    </div>
  );
}
