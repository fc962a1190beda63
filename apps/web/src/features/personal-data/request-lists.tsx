import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { listRequests } from '../../live/keeping-api.ts';
import type { PersonalRequest } from '../../live/keeping-api.ts';
import { LoadFailure } from '../../live/load-failure.tsx';
import { useLoaded } from '../../live/use-loaded.ts';
import { Card } from '../../ui/card.tsx';
import { dayTimeText } from '../../ui/time-text.ts';
import card from '../../ui/card.module.css';
import { RequestClock } from './request-clock.tsx';
import { CloseButtons } from './close-buttons.tsx';
import styles from './personal-data.module.css';

/** Open ones by their day, the overdue first; below, what was answered lately. */
export function RequestLists() {
  const { t } = useTranslation();
  const { value, problem, again } = useLoaded('requests', listRequests);
  if (problem) {
    return <LoadFailure problem={problem} again={again} />;
  }
  if (!value) return <Skeleton height={200} radius="lg" aria-label={t('staff.loading')} />;
  const open = value.requests.filter(({ doneAtMs }) => doneAtMs === null);
  const done = value.requests.filter(({ doneAtMs }) => doneAtMs !== null);
  return (
    <div className={card.columns}>
      <Card title={t('personalData.requests.title')} testId="open-requests">
        {open.length === 0 && <p className={card.quiet}>{t('personalData.requests.none')}</p>}
        <ul className={card.list}>
          {open.map((request) => (
            <li key={request.requestId} className={card.line} data-testid="open-request" data-overdue={request.dueDay < value.today}>
              <Words request={request} name={request.name} />
              <RequestClock request={request} today={value.today} />
              <CloseButtons requestId={request.requestId} onDone={again} />
            </li>
          ))}
        </ul>
      </Card>
      {done.length > 0 && (
        <Card title={t('personalData.requests.done')}>
          <ul className={card.list}>
            {done.map((request) => (
              <li key={request.requestId} className={card.line}>
                <Words request={request} name={request.name} />
                <Outcome request={request} />
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card title={t('personalData.keeping.title')}>
        <p>{t('personalData.keeping.names', { count: value.delegateNamesKeepDays })}</p>
        <p className={card.quiet}>{t('personalData.keeping.stays')}</p>
      </Card>
    </div>
  );
}

function Words({ request: { subjectId, kind, requestedAtMs }, name }: { readonly request: PersonalRequest; readonly name: string }) {
  const { t, i18n } = useTranslation();
  return (
    <div className={card.words}>
      <div className={card.name}>
        <Link to={`/personal-data/${encodeURIComponent(subjectId)}`} className={styles.link}>
          {name}
        </Link>
        : {t(`personalData.requests.kind.${kind}`)}
      </div>
      <div className={card.quiet}>{t('personalData.requests.received', { time: dayTimeText(requestedAtMs, i18n.language) })}</div>
    </div>
  );
}

export function Outcome({ request: { outcome, doneAtMs } }: { readonly request: PersonalRequest }) {
  const { t, i18n } = useTranslation();
  if (doneAtMs === null || outcome === null) return null;
  const words = { outcome: t(`personalData.requests.${outcome}`), time: dayTimeText(doneAtMs, i18n.language) };
  return <span className={card.quiet}>{t('personalData.requests.doneAt', words)}</span>;
}
