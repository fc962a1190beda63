import { Button, Skeleton } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { siteDetail, siteHistory } from '../../live/organisation-api.ts';
import type { Site } from '../../live/organisation-api.ts';
import { useStaff } from '../../live/staff.ts';
import { useLoaded } from '../../live/use-loaded.ts';
import { useTroubleText } from '../../live/use-trouble-text.ts';
import card from '../../ui/card.module.css';
import { QuietNotice } from '../../ui/quiet-notice.tsx';
import { PageHead } from '../../ui/staff-layout.tsx';
import { useDocumentTitle } from '../../ui/use-document-title.ts';
import { OfficerList } from './officer-list.tsx';
import { SiteActions } from './site-actions.tsx';
import { SiteHistory } from './site-history.tsx';
import { SiteRecord } from './site-record.tsx';
import styles from './site-page.module.css';

/** One room: where it is, whom to ring up, what happened to it. */
export function SitePage() {
  const { t } = useTranslation();
  const { siteId = '' } = useParams();
  const { may } = useStaff();
  const troubleText = useTroubleText();
  const detail = useLoaded(siteId, () => siteDetail(siteId));
  const history = useLoaded(siteId, () => siteHistory(siteId));
  const site = detail.value?.site;
  useDocumentTitle(site?.name ?? t('sites.title'));
  const again = () => {
    detail.again();
    history.again();
  };
  if (detail.problem) {
    return (
      <QuietNotice alert title={t('staff.failed')} text={troubleText(detail.problem)}>
        <BackLink />
      </QuietNotice>
    );
  }
  if (!detail.value || !site) return <Skeleton height={280} radius="lg" aria-label={t('staff.loading')} />;
  return (
    <>
      <div className={styles.back}>
        <BackLink />
      </div>
      <PageHead title={site.name} {...(site.active ? {} : { text: t('sites.retired') })}>
        {may('site.change') && <SiteActions key={JSON.stringify(site)} site={site} onDone={again} />}
      </PageHead>
      <div className={`${card.columns} ${styles.links}`}>
        <Particulars site={site} />
        <OfficerList site={site} officers={detail.value.officers} onDone={again} />
        <SiteRecord siteId={siteId} />
        {history.value && <SiteHistory facts={history.value.facts} />}
      </div>
    </>
  );
}

function BackLink() {
  const { t } = useTranslation();
  return (
    <Button component={Link} to="/sites" variant="subtle" color="gray" size="compact-sm" leftSection={<IconArrowLeft size="1rem" />}>
      {t('sites.back')}
    </Button>
  );
}

function Particulars({ site }: { readonly site: Site }) {
  const { t, i18n } = useTranslation();
  const { may } = useStaff();
  const { placeId, placeName, kind, room, address, capacity, code } = site;
  const words = { kind, room, address, code } as const;
  return (
    <section className={card.card}>
      <dl className={card.facts}>
        <dt>{t('sites.field.unit')}</dt>
        <dd>
          {placeId && may('unit.read') ? <Link to={`/organisation?unit=${placeId}`}>{placeName}</Link> : placeName || t('sites.none')}
        </dd>
        <dt>{t('sites.field.capacity')}</dt>
        <dd>{capacity > 0 ? capacity.toLocaleString(i18n.language === 'en' ? 'en-GB' : 'vi-VN') : t('sites.seatsUnknown')}</dd>
        {(['room', 'address', 'kind', 'code'] as const).map((field) => (
          <Fact key={field} label={t(`sites.field.${field}`)} value={words[field] || t('sites.none')} />
        ))}
      </dl>
    </section>
  );
}

function Fact({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}
