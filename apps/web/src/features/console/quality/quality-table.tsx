import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { selectPresence, useLive } from '../../../live/use-live.ts';
import { RungMark } from '../../../ui/rung-mark.tsx';
import { clockText } from '../../../ui/time-text.ts';
import { DeviceMark } from '../sites/device-mark.tsx';
import { statusOf } from '../sites/site-rows.ts';
import type { SiteRow } from '../sites/site-rows.ts';
import { SiteStatusMark } from '../sites/site-status.tsx';
import { qualityFigures } from './quality-figures.ts';
import type { QualityFigures } from './quality-figures.ts';
import styles from './quality-table.module.css';

const COLUMNS = ['site', 'status', 'rung', 'sends', 'lossDown', 'lossUp', 'rtt', 'uplink', 'devices', 'browser', 'seen'] as const;

/** The line of every room in figures. Wider than most desks, it scrolls in its own frame. */
export function QualityTable({ rows }: { readonly rows: readonly SiteRow[] }) {
  const { t, i18n } = useTranslation();
  const presence = useLive(selectPresence);
  return (
    <div className={styles.frame} role="region" aria-label={t('views.figures.caption')} tabIndex={0}>
      <table className={styles.table} data-testid="quality-table">
        <caption className="dc-unseen">{t('views.figures.caption')}</caption>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" data-column={column}>
                {t(`views.figures.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <QualityRow key={row.siteId} {...row} {...qualityFigures(presence[row.siteId], i18n.language)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Flat props: of 145 rows only those whose text changed are drawn again each second. */
const QualityRow = memo(function QualityRow(row: SiteRow & QualityFigures) {
  const { t } = useTranslation();
  const figure = (text: string | null) => text ?? t('views.figures.none');
  return (
    <tr data-testid="quality-row" data-site-id={row.siteId}>
      <th scope="row">{row.name}</th>
      <td>
        <SiteStatusMark status={statusOf(row)} />
      </td>
      <td>{row.online ? <RungMark rung={row.rung} /> : t('views.figures.none')}</td>
      <td>{row.sends === null ? t('views.figures.none') : <RungMark rung={row.sends} />}</td>
      <td data-number="true">{figure(row.lossDown)}</td>
      <td data-number="true">{figure(row.lossUp)}</td>
      <td data-number="true">{figure(row.rtt)}</td>
      <td data-number="true">{row.uplinkKbps === null ? figure(null) : t('views.figures.rate', { kbps: row.uplinkKbps })}</td>
      <td>
        <span className={styles.devices}>
          <DeviceMark device="camera" state={row.camera} />
          <DeviceMark device="microphone" state={row.microphone} />
        </span>
      </td>
      <td>{row.device || t('views.figures.none')}</td>
      <td>
        <Seen row={row} />
      </td>
    </tr>
  );
});

function Seen({ row: { sinceMs, lastSeenAtMs } }: { readonly row: QualityFigures }) {
  const { t, i18n } = useTranslation();
  if (sinceMs !== null) return clockText(sinceMs, i18n.language, false);
  if (lastSeenAtMs === null) return t('views.figures.never');
  return t('views.figures.lastSeen', { time: clockText(lastSeenAtMs, i18n.language, false) });
}
