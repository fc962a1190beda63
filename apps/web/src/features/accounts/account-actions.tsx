import { useState } from 'react';
import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { disableAccount, enableAccount, endSignIns, removeTotp } from '../../live/accounts-api.ts';
import type { AccountRecord } from '../../live/my-account-api.ts';
import { useStaff } from '../../live/staff.ts';
import { useTroubleText } from '../../live/use-trouble-text.ts';
import { tellDone, tellProblem } from '../../ui/tell.ts';
import { ConfirmDialog, EditDialog, ResetDialog } from './account-dialogs.tsx';

interface AccountActionsProps {
  readonly account: AccountRecord;
  readonly onDone: () => void;
}

type Dialog = 'edit' | 'reset' | 'sessions' | 'totp' | 'disable';

export function AccountActions({ account, onDone }: AccountActionsProps) {
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const { accountId, name, disabledAtMs } = account;
  const onClose = () => setDialog(null);
  const shared = { name, onClose, onDone };
  return (
    <>
      <Button variant="default" onClick={() => setDialog('edit')} data-testid="account-edit">
        {t('accounts.action.edit')}
      </Button>
      {disabledAtMs === null && (
        <Button variant="default" onClick={() => setDialog('reset')} data-testid="account-reset">
          {t('accounts.action.reset')}
        </Button>
      )}
      {disabledAtMs === null ? <MoreMenu account={account} onChoose={setDialog} /> : <EnableButton accountId={accountId} onDone={onDone} />}
      {dialog === 'edit' && <EditDialog account={account} onClose={onClose} onDone={onDone} />}
      {dialog === 'reset' && <ResetDialog account={account} onClose={onClose} />}
      {dialog === 'sessions' && <ConfirmDialog {...shared} what="endSessions" done="sessionsEnded" act={() => endSignIns(accountId)} />}
      {dialog === 'totp' && <ConfirmDialog {...shared} what="removeTotp" done="totpRemoved" act={() => removeTotp(accountId)} />}
      {dialog === 'disable' && <ConfirmDialog {...shared} what="disable" done="disabled" act={() => disableAccount(accountId)} />}
    </>
  );
}

function MoreMenu({ account, onChoose }: { readonly account: AccountRecord; readonly onChoose: (dialog: Dialog) => void }) {
  const { t } = useTranslation();
  const { account: me } = useStaff();
  const others = account.accountId !== me.accountId;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size="1rem" />} data-testid="account-more">
          {t('accounts.action.more')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onChoose('sessions')} data-testid="account-end-sessions">
          {t('accounts.action.endSessions')}
        </Menu.Item>
        {others && account.hasTotp && (
          <Menu.Item onClick={() => onChoose('totp')} data-testid="account-totp">
            {t('accounts.action.removeTotp')}
          </Menu.Item>
        )}
        {/* Nobody disables themselves: the last one in would be out. */}
        {others && (
          <Menu.Item onClick={() => onChoose('disable')} data-testid="account-disable">
            {t('accounts.action.disable')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function EnableButton({ accountId, onDone }: { readonly accountId: string; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const troubleText = useTroubleText();
  const enable = async () => {
    const answer = await enableAccount(accountId);
    if (!answer.ok) return tellProblem(troubleText(answer.problem));
    tellDone(t('accounts.action.enabled'));
    onDone();
  };
  return (
    <Button onClick={() => void enable()} data-testid="account-enable">
      {t('accounts.action.enable')}
    </Button>
  );
}
