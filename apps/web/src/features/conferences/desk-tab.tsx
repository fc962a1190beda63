import { useState } from 'react';
import { ActionIcon, Button, MultiSelect } from '@mantine/core';
import { IconUserMinus, IconUserPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CommandOf, ConferenceState, Officer, OfficerRole } from '@diemcau/core';
import { AccountSelect } from '../../live/account-select.tsx';
import { listedAccounts } from '../../live/planning-api.ts';
import { usePlan } from '../../live/plan-provider.tsx';
import { useStaff } from '../../live/staff.ts';
import { useAct } from '../../live/use-act.ts';
import { useConference } from '../../live/use-live.ts';
import { useLoaded } from '../../live/use-loaded.ts';
import { useRules } from '../../live/use-rules.ts';
import { QuietNotice } from '../../ui/quiet-notice.tsx';
import styles from './desk-tab.module.css';
import panel from './panel.module.css';

const ROLES: readonly OfficerRole[] = ['chair', 'deputy', 'secretary', 'technician'];
/** As core allows for one person (conference/commands.ts). */
const ROLES_MAX = 3;

/** The people at the desk of the conference. */
export function DeskTab() {
  const { t } = useTranslation();
  const view = useConference();
  const { plan } = usePlan();
  const officers = byRank(view, plan.officerNames);
  return (
    <div className={panel.panels}>
      <section className={panel.flush} aria-label={t('planning.tab.desk')}>
        {officers.length === 0 && <QuietNotice title={t('planning.desk.empty')} text={t('planning.desk.text')} />}
        <ul className={styles.list}>
          {officers.map((officer) => (
            <OfficerRow
              key={officer.accountId}
              officer={officer}
              name={plan.officerNames[officer.accountId] ?? t('planning.desk.unnamed')}
            />
          ))}
        </ul>
      </section>
      {plan.organises && <AddOfficer />}
    </div>
  );
}

/** The chair first, then deputies, then the rest, by name. */
function byRank({ officers }: ConferenceState, names: Readonly<Record<string, string>>): readonly Officer[] {
  const rank = ({ roles }: Officer) => Math.min(...roles.map((role) => (ROLES.includes(role) ? ROLES.indexOf(role) : ROLES.length)));
  const name = ({ accountId }: Officer) => names[accountId] ?? '';
  return Object.values(officers).toSorted((a, b) => rank(a) - rank(b) || name(a).localeCompare(name(b), 'vi'));
}

function OfficerRow({ officer, name }: { readonly officer: Officer; readonly name: string }) {
  const { t } = useTranslation();
  const act = useAct();
  const why = useRules();
  const { plan } = usePlan();
  const { chairHolder } = useConference();
  const { accountId, roles } = officer;
  const dismiss = { type: 'DismissOfficer', accountId } as const;
  const refusal = why(dismiss);
  return (
    <li className={styles.row} data-testid="officer-row">
      <div className={styles.words}>
        <span className={styles.name}>{name}</span>
        {chairHolder === accountId && <span className={styles.holds}>{t('planning.desk.holds')}</span>}
      </div>
      <MultiSelect
        aria-label={t('planning.desk.change', { name })}
        maxValues={ROLES_MAX}
        data={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
        value={roles.filter((role) => ROLES.includes(role))}
        onChange={(picked) => {
          const kept = [...roles.filter((role) => !ROLES.includes(role)), ...ROLES.filter((role) => picked.includes(role))];
          if (kept.length > 0) void act({ type: 'AppointOfficer', accountId, roles: kept });
        }}
        disabled={!plan.organises}
        className={styles.roles ?? ''}
      />
      {plan.organises && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          disabled={refusal !== null}
          title={refusal ? t(`refusal.${refusal.code}`) : t('planning.desk.dismiss', { name })}
          aria-label={t('planning.desk.dismiss', { name })}
          onClick={() => void act(dismiss)}
        >
          <IconUserMinus size="1.125rem" />
        </ActionIcon>
      )}
    </li>
  );
}

function AddOfficer() {
  const { t } = useTranslation();
  const { may } = useStaff();
  return (
    <section className={panel.panel} aria-labelledby="add-officer-title">
      <h2 id="add-officer-title" className={panel.title}>
        {t('planning.desk.add')}
      </h2>
      <p className={panel.text}>{t('planning.desk.text')}</p>
      {may('account.read') ? <AddOfficerForm /> : <p className={panel.reason}>{t('planning.desk.noAccounts')}</p>}
    </section>
  );
}

function AddOfficerForm() {
  const { t } = useTranslation();
  const act = useAct();
  const why = useRules();
  const { officers } = useConference();
  const { value } = useLoaded('accounts', listedAccounts);
  const [accountId, setAccountId] = useState<string | null>(null);
  const [roles, setRoles] = useState<readonly OfficerRole[]>(['secretary']);
  const free = (value?.accounts ?? []).filter((one) => !Object.hasOwn(officers, one.accountId));
  const command: CommandOf<'AppointOfficer'> = { type: 'AppointOfficer', accountId: accountId ?? 'asking', roles: [...roles] };
  const refusal = accountId === null || roles.length === 0 ? null : why(command);
  const add = async () => {
    if ((await act(command)).ok) setAccountId(null);
  };
  return (
    <>
      <AccountSelect
        label={t('planning.desk.account')}
        accounts={free}
        value={accountId}
        onChange={setAccountId}
        testId="officer-account"
      />
      <MultiSelect
        label={t('planning.desk.roles')}
        maxValues={ROLES_MAX}
        data={ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
        value={[...roles]}
        onChange={(picked) => setRoles(ROLES.filter((role) => picked.includes(role)))}
        error={roles.length === 0 ? t('planning.desk.rolesMissing') : null}
      />
      {refusal && <p className={panel.reason}>{t(`refusal.${refusal.code}`)}</p>}
      <div className={panel.actions}>
        <Button
          leftSection={<IconUserPlus size="1.125rem" />}
          disabled={accountId === null || roles.length === 0 || refusal !== null}
          onClick={() => void add()}
          data-testid="officer-add"
        >
          {t('planning.desk.add')}
        </Button>
      </div>
    </>
  );
}
