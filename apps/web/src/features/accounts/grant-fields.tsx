import { Group, NativeSelect, Text } from '@mantine/core';
import { ROLES } from '@diemcau/core';
import type { Role } from '@diemcau/core';
import { useTranslation } from 'react-i18next';
import { useStaff } from '../../live/staff.ts';
import { DayField } from '../../ui/day-field.tsx';
import { UnitField } from './account-fields.tsx';
import type { Invitee } from './invitee.ts';

export type WantedGrant = Pick<Invitee, 'role' | 'overUnitId' | 'from' | 'until'>;

interface GrantFieldsProps {
  readonly wanted: WantedGrant;
  readonly onChange: (change: Partial<WantedGrant>) => void;
  /** Whether the role may be left for later. */
  readonly optional?: boolean;
}

/** Which role, over what, from when until when. */
export function GrantFields({ wanted, onChange, optional = false }: GrantFieldsProps) {
  const { t } = useTranslation();
  const { mayEverywhere } = useStaff();
  const { role, overUnitId, from, until } = wanted;
  const roles = ROLES.map((one) => ({ value: one, label: t(`accounts.role.${one}`) }));
  return (
    <>
      <div>
        <NativeSelect
          label={t('accounts.inviteDialog.role')}
          value={role ?? ''}
          onChange={(event) => onChange({ role: (event.currentTarget.value || null) as Role | null })}
          data={optional ? [{ value: '', label: t('accounts.inviteDialog.noRole') }, ...roles] : roles}
          data-testid="grant-role"
        />
        {role && (
          <Text size="sm" c="var(--dc-ink-2)" mt={4}>
            {t(`accounts.roleText.${role}`)}
          </Text>
        )}
      </div>
      {role && (
        <>
          <UnitField
            label={t('accounts.inviteDialog.overUnit')}
            value={overUnitId}
            onChange={(unitId) => onChange({ overUnitId: unitId })}
            whole={mayEverywhere('grant.change')}
            testId="grant-unit"
          />
          <Group grow align="flex-start">
            <DayField
              label={t('accounts.inviteDialog.from')}
              required
              value={from}
              onChange={(day) => onChange({ from: day })}
              data-testid="grant-from"
            />
            <DayField
              label={t('accounts.inviteDialog.until')}
              description={t('accounts.inviteDialog.untilHint')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              value={until}
              onChange={(day) => onChange({ until: day })}
              data-testid="grant-until"
            />
          </Group>
        </>
      )}
    </>
  );
}
