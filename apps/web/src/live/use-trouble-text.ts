import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { REFUSALS } from '@diemcau/core';
import type { RefusalCode } from '@diemcau/core';
import type { HttpProblem } from './http.ts';

/** What to tell an officer about a request that failed: the rule that refused it, or what stands in the way. */
export function useTroubleText(): (problem: HttpProblem) => string {
  const { t } = useTranslation();
  return useCallback(
    ({ code, status, params }) => {
      if (Object.hasOwn(REFUSALS, code)) return t(`refusal.${code as RefusalCode}`, { ...params });
      if (code === 'unreachable' || code === 'too-many-requests') return t(`problem.${code}`);
      if (code === 'second-factor-needed') return t('staff.trouble.secondFactor');
      if (status === 401) return t('staff.trouble.signedOut');
      if (status === 403) return t('staff.trouble.forbidden');
      if (status === 404) return t('staff.trouble.notFound');
      if (status === 410) return t('staff.trouble.gone');
      return t(status === 400 || status === 413 || status === 415 ? 'staff.trouble.notTaken' : 'problem.other');
    },
    [t],
  );
}
