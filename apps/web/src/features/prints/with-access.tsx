import type { ReactNode } from 'react';
import { Button, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAccessSheet } from '../../live/access/use-access-sheet.ts';
import type { SiteAccess } from '../../live/api.ts';
import type { Plan } from '../../live/planning-api.ts';
import { QuietNotice } from '../../ui/quiet-notice.tsx';
import { printedSites } from '../../live/printed-sites.ts';

export interface PrintedAccess {
  readonly name: string;
  readonly unitName: string;
  readonly isHall: boolean;
  readonly access: SiteAccess;
}

interface WithAccessProps {
  readonly plan: Plan;
  readonly children: (rooms: readonly PrintedAccess[]) => ReactNode;
}

/** Codes and links of the rooms, in the order of the other lists; they end with the conference. */
export function WithAccess({ plan, children }: WithAccessProps) {
  const { t } = useTranslation();
  const { conferenceId, phase, hallSiteId } = plan.view;
  const { sheet, failed, again } = useAccessSheet(conferenceId);
  if (phase === 'closed') return <QuietNotice title={t('planning.prints.gone')} />;
  if (failed) {
    return (
      <QuietNotice alert title={t('console.access.failed')}>
        <Button onClick={again}>{t('action.retry')}</Button>
      </QuietNotice>
    );
  }
  if (!sheet) return <Loader aria-label={t('console.access.loading')} color="gray" type="dots" />;
  const bySite = new Map(sheet.sites.map((one) => [one.siteId, one]));
  const rooms = printedSites(plan.view).flatMap(({ siteId, name, unitName }) => {
    const access = bySite.get(siteId);
    return access ? [{ name, unitName, isHall: siteId === hallSiteId, access }] : [];
  });
  return children(rooms);
}
