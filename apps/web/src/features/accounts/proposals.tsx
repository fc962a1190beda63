import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { roleProposals } from '../../live/accounts-api.ts';
import type { RoleProposal } from '../../live/accounts-api.ts';
import { useStaff } from '../../live/staff.ts';
import { useLoaded } from '../../live/use-loaded.ts';
import { Card } from '../../ui/card.tsx';
import styles from '../../ui/card.module.css';
import { GiveRoleDialog } from './grant-dialogs.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { NO_INVITEE, usernameFor } from './invitee.ts';
import own from './proposals.module.css';

/** What the imported list wishes for: nobody has a role because of a list, so somebody gives each of them. */
export function Proposals({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<RoleProposal | null>(null);
  const { value, again } = useLoaded('proposals', roleProposals);
  const proposals = value?.proposals ?? [];
  const done = () => {
    again();
    onDone();
  };
  if (proposals.length === 0 && !chosen) return null;
  return (
    <div className={own.place}>
      <Card
        title={t('accounts.proposals.show', { count: proposals.length })}
        testId="proposals"
        action={
          <Button variant="default" size="compact-sm" aria-expanded={open} onClick={() => setOpen(!open)} data-testid="proposals-open">
            {t(open ? 'action.close' : 'accounts.proposals.open')}
          </Button>
        }
      >
        <p className={styles.quiet}>{t('accounts.proposals.text')}</p>
        {open && (
          // A list that scrolls is reached by keyboard, too.
          <ul className={own.list} tabIndex={0} aria-label={t('accounts.proposals.list')}>
            {proposals.map((proposal) => (
              <ProposalLine key={proposal.contactId} proposal={proposal} onChoose={() => setChosen(proposal)} />
            ))}
          </ul>
        )}
      </Card>
      {chosen && <Chosen proposal={chosen} onClose={() => setChosen(null)} onDone={done} />}
    </div>
  );
}

function ProposalLine({ proposal, onChoose }: { readonly proposal: RoleProposal; readonly onChoose: () => void }) {
  const { t } = useTranslation();
  const { may } = useStaff();
  const { name, post, unitName, role, accountId } = proposal;
  const words = { name, role: t(`accounts.role.${role}`) };
  if (accountId !== null && !may('grant.change')) return null;
  return (
    <li className={styles.line}>
      <div className={styles.words}>
        <div className={styles.name}>{name}</div>
        <div className={styles.quiet}>{[words.role, post, unitName].filter((word) => word !== '').join(' · ')}</div>
      </div>
      <Button
        variant="default"
        size="compact-sm"
        onClick={onChoose}
        aria-label={t(accountId === null ? 'accounts.proposals.inviteOne' : 'accounts.proposals.giveOne', words)}
      >
        {t(accountId === null ? 'accounts.proposals.invite' : 'accounts.proposals.give')}
      </Button>
    </li>
  );
}

function Chosen(props: { readonly proposal: RoleProposal; readonly onClose: () => void; readonly onDone: () => void }) {
  const { today } = useStaff();
  const { proposal, onClose, onDone } = props;
  const { accountId, name, email, unitId, contactId, role } = proposal;
  const wanted = { role, overUnitId: unitId, from: today, until: '' };
  if (accountId !== null) return <GiveRoleDialog accountId={accountId} wanted={wanted} onClose={onClose} onDone={onDone} />;
  const invitee = { ...NO_INVITEE, ...wanted, name, email, unitId, contactId, username: usernameFor(name) };
  return <InviteDialog invitee={invitee} onClose={onClose} onDone={onDone} />;
}
