import { memo, useEffect, useRef } from 'react';
import { changeOf } from '@diemcau/core';
import type { SiteId } from '@diemcau/core';
import { ActionIcon } from '@mantine/core';
import { IconMinus, IconPhone, IconRefresh, IconTrendingDown, IconTrendingUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PointList } from '../../live/preflight/point-list.tsx';
import type { BoardRow } from '../../live/preflight/preflight-api.ts';
import { VerdictMark } from '../../live/preflight/verdict-mark.tsx';
import { clockText } from '../../ui/time-text.ts';
import styles from './board-table.module.css';

interface BoardTableProps {
  readonly rows: readonly BoardRow[];
  readonly chosen: SiteId | null;
  readonly onChoose: (siteId: SiteId) => void;
  readonly onAsk?: (siteId: SiteId) => void;
}

const COLUMNS = ['site', 'verdict', 'points', 'before', 'officer'] as const;

/** One row a room. All of them are drawn: print and the browser's own search need them. */
export function BoardTable({ rows, chosen, onChoose, onAsk }: BoardTableProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.frame}>
      <table className={styles.table} aria-label={t('preflight.board.title')}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {t(`preflight.board.column.${column}`)}
              </th>
            ))}
            {onAsk && (
              <th scope="col">
                <span className="dc-unseen">{t('preflight.board.ask')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.siteId} row={row} chosen={row.siteId === chosen} onChoose={onChoose} {...(onAsk ? { onAsk } : {})} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly row: BoardRow;
  readonly chosen: boolean;
  readonly onChoose: (siteId: SiteId) => void;
  readonly onAsk?: (siteId: SiteId) => void;
}

const Row = memo(function Row({ row, chosen, onChoose, onAsk }: RowProps) {
  const { t } = useTranslation();
  const { siteId, name, unitName, check } = row;
  const line = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (chosen) line.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <tr
      ref={line}
      data-testid="board-row"
      data-site={siteId}
      data-verdict={check?.verdict ?? 'unchecked'}
      data-chosen={chosen}
      aria-current={chosen ? 'true' : undefined}
      onClick={() => onChoose(siteId)}
    >
      <th scope="row" className={styles.site}>
        <span className={styles.name}>{name}</span>
        <span className={styles.quiet}>
          {[unitName === name ? '' : unitName, t(row.online ? 'preflight.board.online' : 'preflight.board.offline')]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </th>
      <td className={styles.verdict}>
        <VerdictMark verdict={check?.verdict ?? 'unchecked'} />
        <Moment row={row} />
      </td>
      <td className={styles.points}>{check && <Points row={row} check={check} />}</td>
      <td className={styles.before}>
        <Before row={row} />
      </td>
      <td className={styles.officer}>
        <Officers row={row} />
      </td>
      {onAsk && (
        <td className={styles.ask}>
          <ActionIcon
            variant="default"
            size="xl"
            aria-label={t('preflight.board.askOf', { name })}
            title={t('preflight.board.askOf', { name })}
            onClick={() => onAsk(siteId)}
            data-testid="ask"
          >
            <IconRefresh size="1.25rem" stroke={1.75} />
          </ActionIcon>
        </td>
      )}
    </tr>
  );
});

/** What goes on right now, or when it was checked. */
function Moment({ row: { running, askedAtMs, online, check } }: { readonly row: BoardRow }) {
  const { t, i18n } = useTranslation();
  const time = (atMs: number) => clockText(atMs, i18n.language, false);
  if (running) return <span className={styles.quiet}>{t('preflight.board.running')}</span>;
  if (askedAtMs !== null) {
    return (
      <span className={styles.quiet}>
        {online ? t('preflight.board.waiting', { time: time(askedAtMs) }) : t('preflight.board.waitingOffline')}
      </span>
    );
  }
  return check ? <span className={styles.quiet}>{t('preflight.board.checkedAt', { time: time(check.atMs) })}</span> : null;
}

function Points({ row, check }: { readonly row: BoardRow; readonly check: NonNullable<BoardRow['check']> }) {
  const { t } = useTranslation();
  return (
    <>
      {check.verdict === 'go' ? (
        <span className={styles.quiet}>{t('preflight.board.fine')}</span>
      ) : (
        <PointList check={check} before={row.before} wrongOnly brief />
      )}
      <details className={styles.details}>
        <summary>{t('preflight.board.more')}</summary>
        <PointList check={check} before={row.before} />
      </details>
    </>
  );
}

const CHANGE_ICONS = { better: IconTrendingUp, worse: IconTrendingDown, same: IconMinus } as const;

function Before({ row: { check, before } }: { readonly row: BoardRow }) {
  const { t } = useTranslation();
  if (!before) return <span className={styles.quiet}>{t('preflight.change.first')}</span>;
  const told = t('preflight.board.before', { verdict: t(`preflight.verdict.${before.verdict}`) });
  if (!check) return <span className={styles.quiet}>{told}</span>;
  const change = changeOf(before.verdict, check.verdict);
  const Icon = CHANGE_ICONS[change];
  return (
    <span className={styles.change} data-change={change}>
      <Icon size="1.125rem" aria-hidden="true" />
      <span>
        {t(`preflight.change.${change}`)}
        {change !== 'same' && <span className={styles.quiet}>{told}</span>}
      </span>
    </span>
  );
}

function Officers({ row: { officers, hiddenOfficers } }: { readonly row: BoardRow }) {
  const { t } = useTranslation();
  if (officers.length === 0)
    return <span className={styles.quiet}>{t(hiddenOfficers > 0 ? 'preflight.board.hidden' : 'preflight.board.noOfficer')}</span>;
  return (
    <ul className={styles.people}>
      {officers.map(({ name, phone }) => (
        <li key={`${name} ${phone}`}>
          {name}
          {phone === '' ? (
            <span className={styles.quiet}>{t('preflight.board.noPhone')}</span>
          ) : (
            <a href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`}>
              <IconPhone size="1rem" aria-hidden="true" />
              {phone}
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}
