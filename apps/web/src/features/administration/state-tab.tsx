import { useEffect, useState } from 'react';
import { IconAlertOctagon, IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import type { SystemWarning } from '@diemcau/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SystemState, UpkeepRun } from '../../live/keeping-api.ts';
import { Card } from '../../ui/card.tsx';
import { dayText } from '../../ui/day-text.ts';
import { sizeText } from '../../ui/size-text.ts';
import { dayTimeText } from '../../ui/time-text.ts';
import card from '../../ui/card.module.css';
import { ProcessList, useProcessName } from './process-list.tsx';
import styles from './administration.module.css';

const ICONS = { bad: IconAlertOctagon, soon: IconAlertTriangle, note: IconInfoCircle } as const;

/** What should be done, worst first; then how everything is. */
export function StateTab({ state }: { readonly state: SystemState }) {
  return (
    <>
      <Warnings warnings={state.warnings} />
      <div className={card.columns}>
        <ProcessList processes={state.processes} />
        <Facts state={state} />
      </div>
    </>
  );
}

function Warnings({ warnings }: { readonly warnings: readonly SystemWarning[] }) {
  const { t } = useTranslation();
  if (warnings.length === 0) {
    return (
      <div className={styles.warning} data-level="well" role="status" data-testid="all-well">
        <IconCircleCheck size="1.5rem" stroke={1.75} aria-hidden />
        <div>
          <p className={styles.what}>{t('administration.allWell')}</p>
          <p>{t('administration.allWellText')}</p>
        </div>
      </div>
    );
  }
  return (
    <ul className={styles.warnings} aria-label={t('administration.todo')} data-testid="warnings">
      {warnings.map((warning) => (
        <Warning key={`${warning.code} ${JSON.stringify(warning.params)}`} warning={warning} />
      ))}
    </ul>
  );
}

function Warning({ warning: { code, level, params } }: { readonly warning: SystemWarning }) {
  const { t } = useTranslation();
  const processName = useProcessName();
  const Icon = ICONS[level];
  const words = { ...params, ...(typeof params['name'] === 'string' ? { process: processName(params['name']) } : {}) };
  return (
    <li className={styles.warning} data-level={level} data-code={code}>
      <Icon size="1.5rem" stroke={1.75} aria-hidden />
      <div>
        <p className={styles.what}>
          <span className={styles.level}>{t(`administration.level.${level}`)}</span> {t(`administration.warnings.${code}.what`, words)}
        </p>
        <p>{t(`administration.warnings.${code}.todo`, words)}</p>
      </div>
    </li>
  );
}

function Facts({ state }: { readonly state: SystemState }) {
  const { t, i18n } = useTranslation();
  const hereOffset = useClockOffset(state.nowMs);
  const language = i18n.language;
  const { disk, database, mail, requests, certificateEndsAtMs, version, node, postgres } = state;
  const number = (value: number) => value.toLocaleString(language === 'en' ? 'en-GB' : 'vi-VN');
  return (
    <Card title={t('administration.facts.title')} testId="facts">
      <dl className={card.facts}>
        <dt>{t('administration.facts.disk')}</dt>
        <dd>
          {disk
            ? t('administration.facts.diskFree', { free: sizeText(disk.freeBytes, language), total: sizeText(disk.totalBytes, language) })
            : t('administration.facts.unknown')}
        </dd>
        <dt>{t('administration.facts.database')}</dt>
        <dd>
          {t('administration.facts.databaseState', {
            size: sizeText(database.bytes, language),
            time: dayTimeText(database.startedAtMs, language),
          })}
        </dd>
        <dt>{t('administration.facts.clock')}</dt>
        <dd>{t('administration.facts.clockOffset', { offset: number(state.clockOffsetMs) })}</dd>
        <dt>{t('administration.facts.here')}</dt>
        <dd>{t('administration.facts.hereOffset', { offset: number(hereOffset) })}</dd>
        <dt>{t('administration.facts.certificate')}</dt>
        <dd>
          {certificateEndsAtMs === null
            ? t('administration.facts.certificateNone')
            : t('administration.facts.certificateUntil', {
                day: dayText(new Date(certificateEndsAtMs).toISOString().slice(0, 10), language),
              })}
        </dd>
        <dt>{t('administration.facts.verified')}</dt>
        <dd>
          <LastRun runs={state.verifications} />
        </dd>
        <dt>{t('administration.facts.backedUp')}</dt>
        <dd>
          <LastRun runs={state.backups} />
        </dd>
        <dt>{t('administration.facts.mail')}</dt>
        <dd>
          <Link to="/mails" className={styles.link}>
            {t('administration.facts.mailState', { queued: number(mail.queued), failed: number(mail.failed) })}
          </Link>
        </dd>
        <dt>{t('administration.facts.requests')}</dt>
        <dd>
          <Link to="/personal-data" className={styles.link}>
            {t('administration.facts.requestState', { overdue: number(requests.overdue), due: number(requests.dueToday) })}
          </Link>
        </dd>
        <dt>{t('administration.facts.versions')}</dt>
        <dd>{t('administration.facts.version', { version, node, postgres })}</dd>
      </dl>
    </Card>
  );
}

function LastRun({ runs }: { readonly runs: readonly UpkeepRun[] }) {
  const { t, i18n } = useTranslation();
  const last = runs.find(({ finishedAtMs }) => finishedAtMs !== null);
  if (!last) return t('administration.facts.never');
  const ended = last.fault === '' ? 'good' : 'bad';
  return t(`administration.facts.ended.${ended}`, { time: dayTimeText(last.finishedAtMs!, i18n.language) });
}

/** Seconds by which this computer’s clock differs, as of the last answer. */
function useClockOffset(serverNowMs: number): number {
  const [offset, setOffset] = useState(0);
  useEffect(() => setOffset(Math.round((Date.now() - serverNowMs) / 1_000)), [serverNowMs]);
  return offset;
}
