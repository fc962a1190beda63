import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LoadFailure } from '../../live/load-failure.tsx';
import { ownAccount } from '../../live/my-account-api.ts';
import { useLoaded } from '../../live/use-loaded.ts';
import styles from '../../ui/card.module.css';
import { PageHead } from '../../ui/staff-layout.tsx';
import { useDocumentTitle } from '../../ui/use-document-title.ts';
import { PasswordCard } from './password-card.tsx';
import { PersonCard } from './person-card.tsx';
import { RolesCard } from './roles-card.tsx';
import { SessionsCard } from './sessions-card.tsx';
import { TokensCard } from './tokens-card.tsx';
import { TotpCard } from './totp-card.tsx';

/** Everything somebody keeps of their own account. */
export function MyAccountPage() {
  const { t } = useTranslation();
  const { value: account, problem, again } = useLoaded('me', ownAccount);
  useDocumentTitle(t('myAccount.title'));
  return (
    <>
      <PageHead title={t('myAccount.title')} text={t('myAccount.text')} />
      {problem && <LoadFailure problem={problem} again={again} />}
      {!account && !problem && <Skeleton height={320} radius="lg" aria-label={t('myAccount.loading')} />}
      {account && (
        <div className={styles.columns}>
          <PersonCard account={account} onDone={again} />
          <PasswordCard account={account} onDone={again} />
          <TotpCard account={account} onDone={again} />
          <SessionsCard />
          <RolesCard />
          <TokensCard account={account} />
        </div>
      )}
    </>
  );
}
