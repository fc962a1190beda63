import { Button } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { speakingTimes } from '@diemcau/core';
import { useConference } from '../../../live/use-live.ts';
import { useServerNow } from '../../../live/use-server-now.ts';
import { useAnnounce } from '../../../ui/announcer.tsx';
import { tellProblem } from '../../../ui/tell.ts';
import panel from '../panel.module.css';
import { copyTables } from './copy-tables.ts';
import type { MinutesTable } from './copy-tables.ts';
import styles from './people-panel.module.css';

/** Minutes are told; ten seconds late is not seen. */
const TICK_MS = 10_000;

/** For the minutes of the conference: by item and by level, never by room or person. */
export function SpeakingMinutes() {
  const { t } = useTranslation();
  const tables = useMinutesTables();
  const announce = useAnnounce();
  async function copy() {
    const copied = await copyTables(tables);
    if (copied) announce(t('views.statistics.copied'));
    else tellProblem(t('views.statistics.copyFailed'));
  }
  if (tables.every(({ rows }) => rows.length === 0)) return <p className={panel.empty}>{t('views.statistics.none')}</p>;
  return (
    <div data-testid="speaking-minutes">
      <div className={styles.note}>
        <p className={styles.of}>{t('views.statistics.note')}</p>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconCopy size="1rem" />}
          onClick={() => void copy()}
          data-testid="copy-minutes"
        >
          {t('views.statistics.copy')}
        </Button>
      </div>
      {tables.map((table) => (
        <MinutesTableView key={table.title} table={table} />
      ))}
    </div>
  );
}

function useMinutesTables(): readonly MinutesTable[] {
  const { t, i18n } = useTranslation();
  const view = useConference();
  const { byItem, byLevel } = speakingTimes(view, useServerNow(TICK_MS));
  const minutes = (spokenMs: number) => minutesText(spokenMs, i18n.language);
  const columns = [t('views.statistics.speeches'), t('views.statistics.minutes')];
  const item = (itemId: string | null) => (itemId === null ? t('views.statistics.noItem') : (view.agendaItems[itemId]?.title ?? itemId));
  const level = (depth: number) => t(depth === 0 ? 'views.statistics.topLevel' : 'views.statistics.levelName', { level: depth + 1 });
  return [
    {
      title: t('views.statistics.byItem'),
      columns: [t('views.statistics.item'), ...columns],
      rows: byItem.map((sum) => [item(sum.itemId), String(sum.speeches), minutes(sum.spokenMs)]),
    },
    {
      title: t('views.statistics.byLevel'),
      columns: [t('views.statistics.level'), ...columns],
      rows: byLevel.map((sum) => [level(sum.level), String(sum.speeches), minutes(sum.spokenMs)]),
    },
  ];
}

const MINUTE_MS = 60_000;

/** To a tenth: speeches are short, and half a minute is half of one. */
function minutesText(spokenMs: number, language: string): string {
  const locale = language === 'en' ? 'en-GB' : 'vi-VN';
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(spokenMs / MINUTE_MS);
}

function MinutesTableView({ table: { title, columns, rows } }: { readonly table: MinutesTable }) {
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>{title}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, ...figures]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {figures.map((figure, place) => (
              <td key={columns[place + 1]}>{figure}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
