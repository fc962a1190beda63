import { Button, Loader } from '@mantine/core';
import { IconKey, IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, Outlet, useNavigate } from 'react-router';
import { PageMessage } from '../ui/page-message.tsx';
import { StaffLayout } from '../ui/staff-layout.tsx';
import type { StaffLink, StaffLinkGroup } from '../ui/staff-nav.tsx';
import { signOut, whoAmI } from './api.ts';
import type { HttpResult } from './http.ts';
import { ownRights } from './organisation-api.ts';
import { StaffContext } from './staff.ts';
import type { Staff } from './staff.ts';
import { useLoaded } from './use-loaded.ts';
import { useTroubleText } from './use-trouble-text.ts';

/** Around every page for officers: who they are, where they may go. */
export function StaffGate() {
  const { value, problem, again } = useLoaded('staff', loadStaff);
  if (value) return <Admitted staff={value} />;
  if (problem?.code === 'second-factor-needed')
    return <Navigate to={`/second-factor?to=${encodeURIComponent(location.pathname)}`} replace />;
  if (problem) return <Refused signedOut={problem.status === 401} sentence={problem} again={again} />;
  return <PageMessage icon={<Loader color="gray" type="dots" />} title="" />;
}

function Admitted({ staff }: { readonly staff: Staff }) {
  const navigate = useNavigate();
  const links = useStaffLinks(staff);
  const leave = async () => {
    await signOut();
    await navigate('/', { replace: true });
  };
  return (
    <StaffContext value={staff}>
      <StaffLayout links={links} name={staff.account.name} onSignOut={() => void leave()}>
        <Outlet />
      </StaffLayout>
    </StaffContext>
  );
}

type OfferedLink = StaffLink & { readonly shown: boolean };

/** Conferences by themselves; what an organisation is made of; what keeps the installation in order. */
function useStaffLinks({ may, mayEverywhere }: Staff): readonly StaffLinkGroup[] {
  const { t } = useTranslation();
  const every: readonly { readonly label: string | null; readonly links: readonly OfferedLink[] }[] = [
    {
      label: null,
      links: [
        { to: '/conferences', label: t('staff.nav.conferences'), shown: true },
        { to: '/series', label: t('staff.nav.series'), shown: may('conference.read') },
      ],
    },
    {
      label: t('staff.nav.ofOrganisation'),
      links: [
        { to: '/organisation', label: t('staff.nav.organisation'), shown: may('unit.read') },
        { to: '/accounts', label: t('staff.nav.accounts'), shown: may('account.read') },
        { to: '/sites', label: t('staff.nav.sites'), shown: may('site.read') },
        { to: '/import', label: t('staff.nav.import'), shown: may('import.run') || may('export.run') },
      ],
    },
    {
      label: t('staff.nav.ofKeeping'),
      links: [
        { to: '/administration', label: t('staff.nav.administration'), shown: mayEverywhere('system.read') },
        { to: '/mails', label: t('staff.nav.mails'), shown: may('account.change') },
        { to: '/journal', label: t('staff.nav.journal'), shown: may('journal.read') },
        { to: '/personal-data', label: t('staff.nav.personalData'), shown: mayEverywhere('personal-data.handle') },
      ],
    },
  ];
  return every.map(({ label, links }) => ({ label, links: links.filter(({ shown }) => shown) })).filter(({ links }) => links.length > 0);
}

interface RefusedProps {
  readonly signedOut: boolean;
  readonly sentence: Parameters<ReturnType<typeof useTroubleText>>[0];
  readonly again: () => void;
}

function Refused({ signedOut, sentence, again }: RefusedProps) {
  const { t } = useTranslation();
  const troubleText = useTroubleText();
  if (!signedOut) {
    return (
      <PageMessage icon={<IconPlugConnectedX size="3rem" stroke={1.5} />} title={t('staff.failed')} text={troubleText(sentence)}>
        <Button onClick={again}>{t('action.retry')}</Button>
      </PageMessage>
    );
  }
  return (
    <PageMessage
      icon={<IconKey size="3rem" stroke={1.5} />}
      title={t('staff.signInTitle')}
      text={t('staff.signInText')}
      testId="staff-signed-out"
    >
      <Button component={Link} to={`/sign-in?to=${encodeURIComponent(location.pathname)}`}>
        {t('account.signIn')}
      </Button>
    </PageMessage>
  );
}

async function loadStaff(): Promise<HttpResult<Staff>> {
  const [who, rights] = await Promise.all([whoAmI(), ownRights()]);
  if (!who.ok) return who;
  if (!rights.ok) return rights;
  const { actions, day } = rights.value;
  const staff: Staff = {
    account: who.value,
    today: day,
    may: (action) => actions[action] !== undefined,
    mayEverywhere: (action) => actions[action] === 'whole',
  };
  return { ok: true, value: staff };
}
