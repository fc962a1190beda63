import type { ReactNode } from 'react';
import { ActionIcon } from '@mantine/core';
import { IconLogout, IconUserCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Brand } from './brand.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { StaffNav } from './staff-nav.tsx';
import type { StaffLinkGroup } from './staff-nav.tsx';
import styles from './staff-layout.module.css';

interface StaffLayoutProps {
  readonly links: readonly StaffLinkGroup[];
  readonly name: string;
  readonly onSignOut: () => void;
  readonly children: ReactNode;
}

/** Pages at an officer's own desk: a line of places on top, the page below. */
export function StaffLayout({ links, name, onSignOut, children }: StaffLayoutProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.page}>
      <a href="#content" className={styles.skip}>
        {t('staff.skip')}
      </a>
      <header className={styles.top}>
        <Link to="/" className={styles.brand} aria-label={`${t('product')}: ${t('action.home')}`}>
          <Brand />
        </Link>
        <StaffNav groups={links} />
        <div className={styles.corner}>
          <Link
            to="/account"
            className={styles.account}
            aria-label={t('staff.nav.account', { name })}
            title={name}
            data-testid="my-account"
          >
            <IconUserCircle size="1.25rem" stroke={1.75} aria-hidden />
            <span className={styles.name}>{name}</span>
          </Link>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('action.signOut')}
            title={t('action.signOut')}
            onClick={onSignOut}
          >
            <IconLogout size="1.25rem" stroke={1.75} />
          </ActionIcon>
          <LanguageSwitch />
        </div>
      </header>
      <main id="content" tabIndex={-1} className={styles.main}>
        {children}
      </main>
    </div>
  );
}

interface PageHeadProps {
  readonly title: string;
  readonly text?: string | undefined;
  readonly children?: ReactNode;
}

/** What the page is, and what can be done on it as a whole. */
export function PageHead({ title, text, children }: PageHeadProps) {
  return (
    <div className={styles.head}>
      <div className={styles.headWords}>
        <h1 className={styles.title}>{title}</h1>
        {text && <p className={styles.text}>{text}</p>}
      </div>
      {children && <div className={styles.headActions}>{children}</div>}
    </div>
  );
}
