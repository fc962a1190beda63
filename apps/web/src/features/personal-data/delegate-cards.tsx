import { useTranslation } from 'react-i18next';
import type { KeptDelegate } from '../../live/keeping-api.ts';
import { Card } from '../../ui/card.tsx';
import card from '../../ui/card.module.css';
import { dayTimeText } from '../../ui/time-text.ts';
import { Facts } from './facts.tsx';

interface DelegateProps {
  readonly delegate: KeptDelegate;
}

/** What one conference keeps about somebody on its list. */
export function DelegateCards({ delegate }: DelegateProps) {
  return (
    <>
      <ListCard delegate={delegate} />
      <CheckInCard delegate={delegate} />
      <VotesCard delegate={delegate} />
    </>
  );
}

function ListCard({ delegate }: DelegateProps) {
  const { t, i18n } = useTranslation();
  const { conferenceTitle, startsAtMs, name, post, unitName, code, siteName, origin, erasedAtMs } = delegate;
  const personal =
    erasedAtMs === null
      ? ([
          [t('personalData.field.name'), name],
          [t('personalData.field.post'), post],
          [t('personalData.field.unit'), unitName],
          [t('personalData.field.delegateCode'), code],
        ] as const)
      : ([[t('personalData.field.erased'), dayTimeText(erasedAtMs, i18n.language)]] as const);
  return (
    <Card title={t('personalData.kept.invitation')} testId="kept-delegate">
      <Facts
        facts={[
          ...personal,
          [t('personalData.field.conference'), conferenceTitle],
          [t('personalData.field.starts'), startsAtMs === null ? '' : dayTimeText(startsAtMs, i18n.language)],
          [t('personalData.field.site'), siteName],
          [t('personalData.field.origin'), t(`personalData.origin.${origin}`)],
        ]}
      />
    </Card>
  );
}

function CheckInCard({ delegate }: DelegateProps) {
  const { t, i18n } = useTranslation();
  const { mark, presentSiteName, sinceMs, late, left, reason, hasPhone, checkInCount } = delegate;
  const remarks = [
    late && t('personalData.late'),
    left && t('personalData.left'),
    reason !== null && t(`attendance.reason.${reason}`),
  ].filter((remark) => remark !== false);
  return (
    <Card title={t('personalData.kept.checkIn')}>
      <Facts
        facts={[
          [t('personalData.field.mark'), [t(`attendance.mark.${mark}`), ...remarks].join(', ')],
          [t('personalData.field.presentAt'), presentSiteName ?? ''],
          [t('personalData.field.markedAt'), sinceMs === null ? '' : dayTimeText(sinceMs, i18n.language)],
          [t('personalData.field.phoneCheckedIn'), t(hasPhone ? 'personalData.field.yes' : 'personalData.field.no')],
        ]}
      />
      <p className={card.quiet}>{t('personalData.kept.checkInText', { count: checkInCount })}</p>
    </Card>
  );
}

function VotesCard({ delegate: { openVoteCount, credentialCount } }: DelegateProps) {
  const { t } = useTranslation();
  return (
    <Card title={t('personalData.kept.votes')}>
      <p>{t('personalData.kept.openVotes', { count: openVoteCount })}</p>
      <p className={card.quiet}>{t('personalData.kept.openVotesText')}</p>
      {credentialCount > 0 && <p className={card.quiet}>{t('personalData.kept.credentials', { count: credentialCount })}</p>}
    </Card>
  );
}
