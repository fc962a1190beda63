import type { ReactNode } from 'react';
import { Brand } from './brand.tsx';
import styles from './entry-layout.module.css';
import { LanguageSwitch } from './language-switch.tsx';

interface EntryLayoutProps {
  readonly children: ReactNode;
  readonly corner?: ReactNode;
  readonly foot?: ReactNode;
}

/** The pages before a room: one card, one thing to do. */
export function EntryLayout({ children, corner, foot }: EntryLayoutProps) {
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <Brand />
        <div className={styles.corner}>
          {corner}
          <LanguageSwitch />
        </div>
      </header>
      <main className={styles.main}>{children}</main>
      {foot && <footer className={styles.foot}>{foot}</footer>}
    </div>
  );
}

export function EntryCard({ title, text, children }: { readonly title: string; readonly text?: string; readonly children: ReactNode }) {
  return (
    <section className={styles.card}>
      <h1 className={styles.title}>{title}</h1>
      {text && <p className={styles.text}>{text}</p>}
      {children}
    </section>
  );
}
