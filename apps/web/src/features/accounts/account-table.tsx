import { useRef } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ListedAccount } from '../../live/accounts-api.ts';
import { stateOf } from './account-search.ts';
import longList from '../../ui/long-list.module.css';
import styles from './account-table.module.css';

/** As in account-table.module.css: two lines of text, so that no row is measured. */
const ROW_PX = 64;
const OVERSCAN_ROWS = 8;

/** One line an account; only those in sight are drawn, because a country has tens of thousands. */
export function AccountTable({ accounts }: { readonly accounts: readonly ListedAccount[] }) {
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: accounts.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN_ROWS,
  });
  return (
    <div ref={frame} className={longList.frame}>
      <ul className={longList.list} style={{ height: virtual.getTotalSize() }} aria-label={t('accounts.list')}>
        {virtual.getVirtualItems().map(({ index, start }) => (
          <li
            key={accounts[index]!.accountId}
            className={longList.item}
            style={{ top: start }}
            aria-posinset={index + 1}
            aria-setsize={accounts.length}
            data-testid="account-line"
          >
            <AccountLine account={accounts[index]!} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function AccountLine({ account }: { readonly account: ListedAccount }) {
  const { t } = useTranslation();
  const { accountId, name, username, email, unitId, unitName, roles } = account;
  const state = stateOf(account);
  const place = unitId === null ? t('accounts.whole') : unitName;
  const words = roles.map((role) => t(`accounts.role.${role}`)).join(', ');
  return (
    <Link to={`/accounts/${accountId}`} className={longList.row} data-out={state === 'disabled'}>
      <span className={longList.words}>
        <span className={longList.name} title={name}>
          {name}
        </span>
        <span className={longList.below}>{[username ?? email ?? '', place].filter((word) => word !== '').join(' · ')}</span>
      </span>
      <span className={styles.roles} data-none={roles.length === 0}>
        {roles.length === 0 ? t('accounts.noRole') : words}
      </span>
      <span className={styles.state} data-state={state}>
        {t(`accounts.state.${state}`)}
      </span>
    </Link>
  );
}
