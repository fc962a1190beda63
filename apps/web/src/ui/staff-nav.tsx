import { useState } from 'react';
import { Burger, Drawer, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { NavLink, useLocation } from 'react-router';
import styles from './staff-nav.module.css';

export interface StaffLink {
  readonly to: string;
  readonly label: string;
}

/** Places that belong together; a group without a label, or of one place, stands open in the line. */
export interface StaffLinkGroup {
  readonly label: string | null;
  readonly links: readonly StaffLink[];
}

/** One line on a desk; on a phone one button, behind which every place has a line of its own. */
export function StaffNav({ groups }: { readonly groups: readonly StaffLinkGroup[] }) {
  const { t } = useTranslation();
  return (
    <>
      <nav aria-label={t('staff.nav.label')} className={styles.line}>
        {groups.map((group) =>
          group.label === null || group.links.length === 1 ? (
            group.links.map((link) => <OpenLink key={link.to} {...link} />)
          ) : (
            <GroupMenu key={group.label} label={group.label} links={group.links} />
          ),
        )}
      </nav>
      <NavDrawer groups={groups} />
    </>
  );
}

function OpenLink({ to, label }: StaffLink) {
  return (
    <NavLink to={to} end={to === '/'} className={styles.link ?? ''}>
      {label}
    </NavLink>
  );
}

function GroupMenu({ label, links }: { readonly label: string; readonly links: readonly StaffLink[] }) {
  const { pathname } = useLocation();
  const here = links.find(({ to }) => isHere(pathname, to));
  return (
    <Menu position="bottom-start" offset={4} width={240} shadow="md">
      <Menu.Target>
        <button type="button" className={styles.link} data-here={here !== undefined}>
          {here ? `${label}: ${here.label}` : label}
          <IconChevronDown size="1rem" stroke={1.75} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {links.map(({ to, label: word }) => (
          <Menu.Item key={to} component={NavLink} to={to}>
            {word}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function NavDrawer({ groups }: { readonly groups: readonly StaffLinkGroup[] }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const close = () => setOpened(false);
  return (
    <div className={styles.phone}>
      <Burger opened={opened} onClick={() => setOpened(true)} size="sm" aria-label={t('staff.nav.open')} data-testid="nav-open" />
      <Drawer
        opened={opened}
        onClose={close}
        title={t('staff.nav.label')}
        size="20rem"
        closeButtonProps={{ 'aria-label': t('action.close') }}
      >
        <nav aria-label={t('staff.nav.label')}>
          {groups.map(({ label, links }) => (
            <div key={label ?? ''} className={styles.section}>
              {label !== null && <p className={styles.heading}>{label}</p>}
              {links.map(({ to, label: word }) => (
                <NavLink key={to} to={to} end={to === '/'} className={styles.entry ?? ''} onClick={close}>
                  {word}
                </NavLink>
              ))}
            </div>
          ))}
        </nav>
      </Drawer>
    </div>
  );
}

function isHere(pathname: string, to: string): boolean {
  return pathname === to || pathname.startsWith(`${to}/`);
}
