import { Button, Skeleton } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { accountDetail } from '../../live/accounts-api.ts';
import type { ListedAccount } from '../../live/accounts-api.ts';
import { useStaff } from '../../live/staff.ts';
import { useLoaded } from '../../live/use-loaded.ts';
import { useTroubleText } from '../../live/use-trouble-text.ts';
import { Card } from '../../ui/card.tsx';
import styles from '../../ui/card.module.css';
import { QuietNotice } from '../../ui/quiet-notice.tsx';
import { PageHead } from '../../ui/staff-layout.tsx';
import { useDocumentTitle } from '../../ui/use-document-title.ts';
import { AccountActions } from './account-actions.tsx';
import { stateOf } from './account-search.ts';
import { GrantsCard } from './grants-card.tsx';
import { KeptTokensCard } from './kept-tokens-card.tsx';

/** One account: what is written of it, its roles, and what can be done about it. */
export function AccountPage() {
  const { t } = useTranslation();
  const { accountId = '' } = useParams();
  const { may } = useStaff();
  const troubleText = useTroubleText();
  const { value: account, problem, again } = useLoaded(accountId, () => accountDetail(accountId));
  useDocumentTitle(account?.name ?? t('accounts.title'));
  if (problem) {
    return (
      <QuietNotice alert title={t('staff.failed')} text={troubleText(problem)}>
        <BackLink />
      </QuietNotice>
    );
  }
  if (!account) return <Skeleton height={280} radius="lg" aria-label={t('staff.loading')} />;
  return (
    <>
      <BackLink />
      <PageHead title={account.name} text={t(`accounts.state.${stateOf(account)}`)}>
        {may('account.change') && <AccountActions key={JSON.stringify(account)} account={account} onDone={again} />}
      </PageHead>
      <div className={styles.columns}>
        <Particulars account={account} />
        {may('grant.read') && <GrantsCard account={account} />}
        {may('account.change') && <KeptTokensCard key={String(account.disabledAtMs)} accountId={accountId} />}
      </div>
    </>
  );
}

function BackLink() {
  const { t } = useTranslation();
  return (
    <div style={{ margin: '-0.5rem 0 0.5rem -0.5rem' }}>
      <Button component={Link} to="/accounts" variant="subtle" color="gray" size="compact-sm" leftSection={<IconArrowLeft size="1rem" />}>
        {t('accounts.back')}
      </Button>
    </div>
  );
}

function Particulars({ account }: { readonly account: ListedAccount }) {
  const { t, i18n } = useTranslation();
  const { username, email, unitId, unitName, language, hasTotp, createdAtMs } = account;
  const unit = unitId === null ? t('accounts.whole') : unitName;
  const created = new Intl.DateTimeFormat(i18n.language === 'en' ? 'en-GB' : 'vi-VN').format(createdAtMs);
  const facts = [
    ['username', username ?? t('accounts.field.none')],
    ['email', email ?? t('accounts.field.none')],
    ['unit', unit],
    ['language', t(`language.${language}`)],
    ['totp', t(hasTotp ? 'accounts.field.totpOn' : 'accounts.field.totpOff')],
    ['created', created],
  ] as const;
  return (
    <Card title={t('accounts.particulars')}>
      <dl className={styles.facts}>
        {facts.map(([field, value]) => (
          <Fact key={field} label={t(`accounts.field.${field}`)} value={value} />
        ))}
      </dl>
    </Card>
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
