import { useTranslation } from 'react-i18next';
import type { AccessSheet, SiteAccess } from '../api.ts';
import { useConference } from '../use-live.ts';
import styles from './access-table.module.css';
import { CopyButton } from './copy-button.tsx';

const COLLATOR = new Intl.Collator('vi', { numeric: true });

export function AccessTable({ sheet }: { readonly sheet: AccessSheet }) {
  const { t } = useTranslation();
  const { sites } = useConference();
  const sorted = Object.values(sites).toSorted((a, b) => COLLATOR.compare(a.name, b.name));
  const access = new Map<string, SiteAccess>(sheet.sites.map((one) => [one.siteId, one]));
  return (
    <table className={styles.table} data-testid="access-table">
      <thead>
        <tr>
          <th scope="col" className={styles.number} aria-hidden="true" />
          <th scope="col">{t('console.access.site')}</th>
          <th scope="col">{t('console.access.code')}</th>
          <th scope="col">{t('console.access.link')}</th>
        </tr>
      </thead>
      <tbody>
        {sorted.map((site, index) => {
          const one = access.get(site.siteId);
          return (
            <tr key={site.siteId}>
              <td className={styles.number}>{index + 1}</td>
              <td>{site.name}</td>
              <td className={styles.code}>{one?.code}</td>
              <td>{one && <CopyButton text={one.url} label={t('console.access.copy')} />}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
