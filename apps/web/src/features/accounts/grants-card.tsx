import { useState } from 'react';
import { Button, Group, Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { grantsOfAccount } from '../../live/accounts-api.ts';
import type { AccountRecord, GrantRecord } from '../../live/my-account-api.ts';
import { useStaff } from '../../live/staff.ts';
import { useGrantWords } from '../../live/use-grant-words.ts';
import { useLoaded } from '../../live/use-loaded.ts';
import { useTroubleText } from '../../live/use-trouble-text.ts';
import { Card } from '../../ui/card.tsx';
import styles from '../../ui/card.module.css';
import { DeputyDialog, EndGrantDialog, GiveRoleDialog } from './grant-dialogs.tsx';
import type { WantedGrant } from './grant-fields.tsx';

type Dialog = { readonly kind: 'give'; readonly wanted: WantedGrant } | { readonly kind: 'end' | 'deputy'; readonly grant: GrantRecord };

/** What the account may do, where, from when until when; and what becomes of it when units change or people leave. */
export function GrantsCard({ account }: { readonly account: AccountRecord }) {
  const { t } = useTranslation();
  const { may, today } = useStaff();
  const troubleText = useTroubleText();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const { value, problem, again } = useLoaded(account.accountId, () => grantsOfAccount(account.accountId));
  const grants = [...(value?.grants ?? [])].sort((a, b) => b.from.localeCompare(a.from));
  const open = grants.filter(({ standing }) => standing !== 'ended');
  const past = grants.filter(({ standing }) => standing === 'ended');
  const fresh: WantedGrant = { role: 'siteOfficer', overUnitId: account.unitId, from: today, until: '' };
  const give = (
    <Button variant="default" size="compact-sm" onClick={() => setDialog({ kind: 'give', wanted: fresh })} data-testid="give-role">
      {t('accounts.grants.give')}
    </Button>
  );
  const holderGone = account.disabledAtMs !== null && open.length > 0;
  return (
    <Card title={t('accounts.grants.title')} action={may('grant.change') ? give : null} testId="grants-card">
      {problem && (
        <p role="alert" className={styles.trouble}>
          {troubleText(problem)}
        </p>
      )}
      {!value && !problem && <Skeleton height={96} />}
      {holderGone && <p className={styles.trouble}>{t('accounts.grants.holderGone', { count: open.length })}</p>}
      {value && open.length === 0 && <p className={styles.quiet}>{t('accounts.grants.none')}</p>}
      <GrantList grants={open} onDialog={setDialog} />
      {past.length > 0 && (
        <details>
          <summary>{t('accounts.grants.past')}</summary>
          <GrantList grants={past} onDialog={setDialog} />
        </details>
      )}
      {dialog && <OneDialog dialog={dialog} account={account} onClose={() => setDialog(null)} onDone={again} />}
    </Card>
  );
}

interface GrantListProps {
  readonly grants: readonly GrantRecord[];
  readonly onDialog: (dialog: Dialog) => void;
}

function GrantList({ grants, onDialog }: GrantListProps) {
  return (
    <ul className={styles.list}>
      {grants.map((grant) => (
        <GrantLine key={grant.grantId} grant={grant} onDialog={onDialog} />
      ))}
    </ul>
  );
}

function GrantLine({ grant, onDialog }: { readonly grant: GrantRecord; readonly onDialog: (dialog: Dialog) => void }) {
  const { t } = useTranslation();
  const { may } = useStaff();
  const { role, place, time, change } = useGrantWords()(grant);
  const { standing, deputyOf } = grant;
  return (
    <li className={styles.line} data-testid="grant-line">
      <div className={styles.words}>
        <div className={styles.name}>
          {role}
          {deputyOf !== null && <span className={styles.chip}>{t('accounts.grants.deputy')}</span>}
          {standing === 'planned' && <span className={styles.chip}>{t('accounts.grants.planned')}</span>}
        </div>
        <div>{place}</div>
        <div className={styles.quiet}>{time}</div>
        {change !== '' && <div className={styles.quiet}>{change}</div>}
      </div>
      {standing !== 'ended' && may('grant.change') && <GrantActions grant={grant} onDialog={onDialog} />}
    </li>
  );
}

function GrantActions({ grant, onDialog }: { readonly grant: GrantRecord; readonly onDialog: (dialog: Dialog) => void }) {
  const { t } = useTranslation();
  const { today } = useStaff();
  const { role, deputyOf, heirs, until } = grant;
  // By itself the role carries over to every heir; giving it anew is for where only one of them is meant.
  const anew = (heir: GrantRecord['heirs'][number]) =>
    onDialog({ kind: 'give', wanted: { role, overUnitId: heir.unitId, from: today, until: until ?? '' } });
  return (
    <Group gap="xs">
      {heirs.map((heir) => (
        <Button key={heir.unitId} variant="subtle" size="compact-sm" onClick={() => anew(heir)}>
          {t('accounts.grants.regrant', { unit: heir.name })}
        </Button>
      ))}
      {deputyOf === null && (
        <Button variant="subtle" size="compact-sm" onClick={() => onDialog({ kind: 'deputy', grant })} data-testid="name-deputy">
          {t('accounts.grants.nameDeputy')}
        </Button>
      )}
      <Button variant="subtle" size="compact-sm" onClick={() => onDialog({ kind: 'end', grant })} data-testid="end-grant">
        {t('accounts.grants.end')}
      </Button>
    </Group>
  );
}

interface OneDialogProps {
  readonly dialog: Dialog;
  readonly account: AccountRecord;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function OneDialog({ dialog, account, ...rest }: OneDialogProps) {
  if (dialog.kind === 'give') return <GiveRoleDialog {...rest} accountId={account.accountId} wanted={dialog.wanted} />;
  if (dialog.kind === 'end') return <EndGrantDialog {...rest} grant={dialog.grant} />;
  return <DeputyDialog {...rest} grant={dialog.grant} holder={account.name} />;
}
