import { useState } from 'react';
import { Button, Checkbox, Skeleton, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { LoadFailure } from '../../live/load-failure.tsx';
import { allSites } from '../../live/organisation-api.ts';
import type { Site } from '../../live/organisation-api.ts';
import { useStaff } from '../../live/staff.ts';
import { useLoaded } from '../../live/use-loaded.ts';
import listCard from '../../ui/list-card.module.css';
import { QuietNotice } from '../../ui/quiet-notice.tsx';
import { PageHead } from '../../ui/staff-layout.tsx';
import { useDocumentTitle } from '../../ui/use-document-title.ts';
import { RegisterDialog } from './register-dialog.tsx';
import { searchable, sitesFound } from './site-search.ts';
import { SiteTable } from './site-table.tsx';

/** The register of rooms: of an organisation, or of the branch the reader may see. */
export function SitesPage() {
  const { t } = useTranslation();
  const { may } = useStaff();
  const [registering, setRegistering] = useState(false);
  const { value, problem, again } = useLoaded('sites', allSites);
  useDocumentTitle(t('sites.title'));
  return (
    <>
      <PageHead title={t('sites.title')} text={t('sites.text')}>
        {may('site.change') && may('unit.read') && (
          <Button leftSection={<IconPlus size="1.125rem" />} onClick={() => setRegistering(true)} data-testid="site-register">
            {t('sites.register')}
          </Button>
        )}
      </PageHead>
      {problem && <LoadFailure problem={problem} again={again} />}
      {!value && !problem && <Skeleton height={320} radius="lg" aria-label={t('staff.loading')} />}
      {value && <FoundSites sites={value.sites} />}
      {registering && <RegisterDialog onClose={() => setRegistering(false)} onDone={again} />}
    </>
  );
}

function FoundSites({ sites }: { readonly sites: readonly Site[] }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [withRetired, setWithRetired] = useState(false);
  const found = sitesFound(searchable(sites), search, withRetired);
  return (
    <section className={listCard.card}>
      <div className={listCard.tools}>
        <TextInput
          type="search"
          leftSection={<IconSearch size="1.125rem" />}
          aria-label={t('sites.search')}
          placeholder={t('sites.search')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          className={listCard.search ?? ''}
          data-testid="site-search"
        />
        <Checkbox label={t('sites.withRetired')} checked={withRetired} onChange={(event) => setWithRetired(event.currentTarget.checked)} />
        <p className={listCard.count} role="status">
          {t('sites.total', { count: found.length })}
        </p>
      </div>
      {found.length > 0 && <SiteTable sites={found} />}
      {found.length === 0 && search !== '' && <QuietNotice title={t('sites.nothingFound')} />}
      {found.length === 0 && search === '' && <QuietNotice title={t('sites.empty')} text={t('sites.emptyText')} />}
    </section>
  );
}
