import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskKey } from './desk-keys.ts';

/** Why a key does not work, in the reader's language; null: it does. */
export function useKeyReason(): (key: DeskKey) => string | null {
  const { t } = useTranslation();
  return useCallback(
    ({ nothing, refusal }) => {
      if (nothing) return t(`console.keys.${nothing}`);
      return refusal ? t(`refusal.${refusal.code}`, { ...refusal.params }) : null;
    },
    [t],
  );
}
