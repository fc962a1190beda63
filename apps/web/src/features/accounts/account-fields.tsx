import { NativeSelect, Skeleton, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../../i18n/language.ts';
import { useStaff } from '../../live/staff.ts';
import { UnitPicker } from '../../live/unit-picker.tsx';
import { useUnitTree } from '../../live/use-unit-tree.ts';
import type { Invitee } from './invitee.ts';

export type Person = Pick<Invitee, 'name' | 'username' | 'email' | 'unitId' | 'language'>;

interface AccountFieldsProps {
  readonly person: Person;
  readonly onChange: (change: Partial<Person>) => void;
}

export const TODAY = { day: '', knownMs: '' };
export const NO_UNITS: ReadonlySet<string> = new Set();

/** What is written of an account, when it is made and when it is changed. */
export function AccountFields({ person, onChange }: AccountFieldsProps) {
  const { t } = useTranslation();
  const { mayEverywhere } = useStaff();
  const { name, username, email, unitId, language } = person;
  return (
    <>
      <TextInput
        label={t('accounts.field.name')}
        required
        maxLength={200}
        data-autofocus
        autoComplete="off"
        value={name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
        data-testid="account-name"
      />
      <TextInput
        label={t('accounts.field.email')}
        description={t('accounts.field.emailHint')}
        type="email"
        maxLength={200}
        autoComplete="off"
        value={email}
        onChange={(event) => onChange({ email: event.currentTarget.value })}
        data-testid="account-email"
      />
      <TextInput
        label={t('accounts.field.username')}
        description={t('accounts.field.usernameHint')}
        maxLength={64}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={username}
        onChange={(event) => onChange({ username: event.currentTarget.value })}
        data-testid="account-username"
      />
      <UnitField
        label={t('accounts.field.unit')}
        value={unitId}
        onChange={(unit) => onChange({ unitId: unit })}
        whole={mayEverywhere('account.change')}
        testId="account-unit"
      />
      <NativeSelect
        label={t('accounts.field.language')}
        value={language}
        onChange={(event) => onChange({ language: event.currentTarget.value === 'en' ? 'en' : 'vi' })}
        data={LANGUAGES.map((one) => ({ value: one, label: t(`language.${one}`) }))}
      />
    </>
  );
}

interface UnitFieldProps {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (unitId: string | null) => void;
  /** Whether it may be left empty: the whole organisation. */
  readonly whole: boolean;
  readonly testId: string;
}

/** A unit of today, or none: the whole organisation. */
export function UnitField({ label, value, onChange, whole, testId }: UnitFieldProps) {
  const { t } = useTranslation();
  const { tree } = useUnitTree(TODAY);
  if (!tree) return <Skeleton height={60} />;
  const shared = { label, tree, value, onChange, without: NO_UNITS, testId, required: !whole };
  if (value !== null && !tree.byId.has(value)) return <UnitPicker {...shared} emptyLabel={t('accounts.field.unitGone')} />;
  return <UnitPicker {...shared} {...(whole ? { emptyLabel: t('accounts.field.unitWhole') } : {})} />;
}
