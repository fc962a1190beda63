import type { ReactNode } from 'react';
import { Brand } from './brand.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import styles from './page-message.module.css';

interface PageMessageProps {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly text?: string | undefined;
  readonly children?: ReactNode;
  readonly testId?: string;
}

/** A page that has one thing to say. */
export function PageMessage({ icon, title, text, children, testId }: PageMessageProps) {
  return (
    <main className={styles.page} data-testid={testId}>
      <header className={styles.top}>
        <Brand />
        <LanguageSwitch />
      </header>
      <div className={styles.message} role="status">
        {icon && <div className={styles.icon}>{icon}</div>}
        <h1 className={styles.title}>{title}</h1>
        {text && <p className={styles.text}>{text}</p>}
        {children && <div className={styles.actions}>{children}</div>}
      </div>
    </main>
  );
}
