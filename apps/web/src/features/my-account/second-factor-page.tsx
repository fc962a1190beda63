import { Loader } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate } from 'react-router';
import { ownAccount } from '../../live/my-account-api.ts';
import { useLoaded } from '../../live/use-loaded.ts';
import { useTroubleText } from '../../live/use-trouble-text.ts';
import { wantedPlace } from '../../live/wanted-place.ts';
import { EntryCard, EntryLayout } from '../../ui/entry-layout.tsx';
import { PageMessage } from '../../ui/page-message.tsx';
import { useDocumentTitle } from '../../ui/use-document-title.ts';
import { PasswordForm } from './password-card.tsx';
import { TotpEnrolment } from './totp-enrolment.tsx';

/** Where whoever owes a second factor is led before anything else: a password first, where there is none. */
export function SecondFactorPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const troubleText = useTroubleText();
  const { value: account, problem, again } = useLoaded('owed', ownAccount);
  const place = wantedPlace(location.search) ?? '/';
  useDocumentTitle(t('myAccount.owed.title'));
  if (problem?.status === 401) return <Navigate to="/sign-in" replace />;
  if (problem) return <PageMessage icon={<IconKey size="3rem" stroke={1.5} />} title={t('staff.failed')} text={troubleText(problem)} />;
  if (!account) return <PageMessage icon={<Loader color="gray" type="dots" />} title={t('myAccount.owed.title')} />;
  const text = [t('myAccount.owed.text'), ...(account.hasPassword ? [] : [t('myAccount.owed.passwordFirst')])].join(' ');
  return (
    <EntryLayout>
      <EntryCard title={t('myAccount.owed.title')} text={text}>
        {account.hasPassword ? (
          <TotpEnrolment name={account.name} onDone={() => void navigate(place, { replace: true })} />
        ) : (
          <PasswordForm account={account} onDone={again} />
        )}
      </EntryCard>
    </EntryLayout>
  );
}
