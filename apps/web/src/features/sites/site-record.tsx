import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SiteId } from '@diemcau/core';
import { LoadFailure } from '../../live/load-failure.tsx';
import { PointList } from '../../live/preflight/point-list.tsx';
import type { ShownPreflight } from '../../live/preflight/preflight-api.ts';
import { VerdictMark } from '../../live/preflight/verdict-mark.tsx';
import { siteRecord } from '../../live/quality-api.ts';
import type { SiteConference, SiteRecordOfRoom } from '../../live/quality-api.ts';
import { useLoaded } from '../../live/use-loaded.ts';
import shared from '../../ui/card.module.css';
import { durationText, dayTimeText } from '../../ui/time-text.ts';
import styles from './site-page.module.css';

/** What the room has done and will do: conferences with their quality, checks, devices. */
export function SiteRecord({ siteId }: { readonly siteId: SiteId }) {
  const { t } = useTranslation();
  const { value, problem, again } = useLoaded(siteId, () => siteRecord(siteId));
  if (problem) {
    return <LoadFailure problem={problem} again={again} />;
  }
  if (!value) return <Skeleton height={200} radius="lg" aria-label={t('staff.loading')} />;
  return (
    <>
      <Conferences title={t('sites.record.toCome')} none={t('sites.record.noneToCome')} conferences={value.toCome} testId="site-to-come" />
      <Conferences
        title={t('sites.record.conferences')}
        none={t('sites.record.noConferences')}
        conferences={value.conferences}
        testId="site-conferences"
      />
      <Preflights preflights={value.preflights} />
      <Devices devices={value.devices} />
    </>
  );
}

interface CardProps {
  readonly title: string;
  readonly none: string;
  readonly testId?: string;
  readonly items: readonly ReactNode[];
}

/** As many as are read at a glance; the others at a press. */
const SHOWN_FIRST = 5;

function Card({ title, none, items, testId }: CardProps) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  return (
    <section className={shared.card} data-testid={testId}>
      <div className={shared.head}>
        <h2 className={shared.title}>{title}</h2>
      </div>
      {items.length === 0 && <p className={styles.quiet}>{none}</p>}
      <ol className={styles.list}>{all ? items : items.slice(0, SHOWN_FIRST)}</ol>
      {items.length > SHOWN_FIRST && !all && (
        <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setAll(true)}>
          {t('sites.record.more')}
        </Button>
      )}
    </section>
  );
}

interface ConferencesProps {
  readonly title: string;
  readonly none: string;
  readonly conferences: readonly SiteConference[];
  readonly testId: string;
}

function Conferences({ conferences, ...card }: ConferencesProps) {
  return (
    <Card
      {...card}
      items={conferences.map((conference) => (
        <ConferenceLine key={conference.conferenceId} conference={conference} />
      ))}
    />
  );
}

function ConferenceLine({ conference }: { readonly conference: SiteConference }) {
  const { t, i18n } = useTranslation();
  const { title, phase, rehearsal, cancelled, startsAtMs, quality } = conference;
  const marks = [cancelled && !rehearsal ? t('planning.list.cancelled') : t(`phase.${phase}`), rehearsal ? t('rehearsal') : '']
    .filter(Boolean)
    .join(' · ');
  return (
    <li className={styles.record}>
      <span className={shared.name}>{title}</span>
      <span className={styles.quiet}>
        {startsAtMs === null ? t('sites.record.noDate') : dayTimeText(startsAtMs, i18n.language)} · {marks}
      </span>
      {quality && (
        <span className={styles.grade} data-grade={quality.grade}>
          {t('sites.record.quality', { grade: t(`quality.grade.${quality.grade}`) })}
          {quality.cuts.length > 0 && (
            <span className={styles.quiet}>
              {t('quality.cuts', { count: quality.cuts.length })},{' '}
              {t('quality.cutFor', { time: durationText(quality.cutMs), longest: durationText(quality.longestCutMs) })}
            </span>
          )}
        </span>
      )}
    </li>
  );
}

function Preflights({ preflights }: { readonly preflights: readonly ShownPreflight[] }) {
  const { t } = useTranslation();
  const items = preflights.map((check) => <PreflightLine key={check.preflightId} check={check} />);
  return <Card title={t('sites.record.preflights')} none={t('sites.record.noPreflights')} items={items} testId="site-preflights" />;
}

function PreflightLine({ check }: { readonly check: ShownPreflight }) {
  const { i18n } = useTranslation();
  return (
    <li className={styles.record}>
      <details>
        <summary className={styles.summary}>
          <VerdictMark verdict={check.verdict} />
          <span className={styles.quiet}>{dayTimeText(check.atMs, i18n.language)}</span>
        </summary>
        <PointList check={check} before={null} />
      </details>
    </li>
  );
}

function Devices({ devices }: { readonly devices: SiteRecordOfRoom['devices'] }) {
  const { t, i18n } = useTranslation();
  const day = (atMs: number) => new Intl.DateTimeFormat(i18n.language === 'en' ? 'en-GB' : 'vi-VN', { dateStyle: 'short' }).format(atMs);
  const items = devices.map(({ device, conferences, lastAtMs }) => (
    <li key={device} className={styles.event}>
      <span>{device || t('sites.record.unknownDevice')}</span>
      <span className={styles.quiet}>{t('sites.record.usedIn', { count: conferences, day: day(lastAtMs) })}</span>
    </li>
  ));
  return <Card title={t('sites.record.devices')} none={t('sites.record.noDevices')} items={items} testId="site-devices" />;
}
