import { useRef } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Site } from '../../live/organisation-api.ts';
import longList from '../../ui/long-list.module.css';
import styles from './site-table.module.css';

/** As in site-table.module.css: two lines of text, so that no row is measured. */
const ROW_PX = 64;
const OVERSCAN_ROWS = 8;

/** One line a site; only those in sight are drawn, because a country has 37,000. */
export function SiteTable({ sites }: { readonly sites: readonly Site[] }) {
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: sites.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN_ROWS,
  });
  return (
    <div ref={frame} className={longList.frame}>
      <ul className={longList.list} style={{ height: virtual.getTotalSize() }} aria-label={t('sites.list')}>
        {virtual.getVirtualItems().map(({ index, start }) => (
          <li
            key={sites[index]!.siteId}
            className={longList.item}
            style={{ top: start }}
            aria-posinset={index + 1}
            aria-setsize={sites.length}
            data-testid="site-line"
          >
            <SiteLine site={sites[index]!} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function SiteLine({ site }: { readonly site: Site }) {
  const { t } = useTranslation();
  const { siteId, name, placeName, room, capacity, officers, active } = site;
  return (
    <Link to={`/sites/${siteId}`} className={longList.row} data-out={!active}>
      <span className={longList.words}>
        <span className={longList.name} title={name}>
          {name}
        </span>
        <span className={longList.below}>{[placeName, room].filter((word) => word !== '').join(' · ')}</span>
      </span>
      <span className={styles.seats}>{capacity > 0 ? t('sites.seats', { count: capacity }) : t('sites.seatsUnknown')}</span>
      <span className={styles.officers} data-none={officers.length === 0}>
        {!active && <span className={styles.retired}>{t('sites.retired')}</span>}
        {active && (officers.length === 0 ? t('sites.noOfficer') : t('sites.officers', { count: officers.length }))}
      </span>
    </Link>
  );
}
