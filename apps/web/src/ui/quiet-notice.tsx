import type { ReactNode } from 'react';
import styles from './quiet-notice.module.css';

interface QuietNoticeProps {
  readonly title: string;
  readonly text?: string | undefined;
  /** Something went wrong: read aloud at once. */
  readonly alert?: boolean;
  readonly children?: ReactNode;
}

/** In place of a list: nothing there yet, nothing found, or not to be had. */
export function QuietNotice({ title, text, alert = false, children }: QuietNoticeProps) {
  return (
    <div className={styles.notice} role={alert ? 'alert' : 'status'}>
      <p className={styles.title}>{title}</p>
      {text && <p className={styles.text}>{text}</p>}
      {children && <div className={styles.actions}>{children}</div>}
    </div>
  );
}
