import { useTranslation } from 'react-i18next';
import { dayText } from '../ui/day-text.ts';
import type { GrantRecord } from './my-account-api.ts';

export interface GrantWords {
  readonly role: string;
  readonly place: string;
  readonly time: string;
  /** Where the unit is no more; empty: it stands. */
  readonly change: string;
}

/** A grant in the reader's language: which role, where, from when until when. */
export function useGrantWords(): (grant: GrantRecord) => GrantWords {
  const { t, i18n } = useTranslation();
  return ({ role, unitId, unitName, from, until, heirs, standing }) => {
    const days = { from: dayText(from, i18n.language), until: until === null ? '' : dayText(until, i18n.language) };
    const isOver = unitId !== null && unitName !== '' && standing !== 'ended' && heirs.length > 0;
    return {
      role: t(`accounts.role.${role}`),
      place: unitId === null ? t('accounts.whole') : unitName,
      time: until === null ? t('accounts.grants.open', days) : t('accounts.grants.range', days),
      change: isOver ? t('accounts.grants.heirs', { units: heirs.map(({ name }) => name).join(', ') }) : '',
    };
  };
}
