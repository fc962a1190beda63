import { useTranslation } from 'react-i18next';
import type { HttpProblem } from './http.ts';

const FAULTS = ['too-short', 'too-long', 'too-simple', 'is-the-name', 'too-common'] as const;

/** What stands in the way of signing in or of choosing a password. `wrong`: what to say of a code or password that is not right. */
export function useSignInProblem(wrong: string): (problem: HttpProblem) => string {
  const { t } = useTranslation();
  return ({ code, status, detail }) => {
    if (code === 'unreachable' || code === 'too-many-requests') return t(`problem.${code}`);
    if (code === 'weak-password') return t(`account.weak.${FAULTS.find((fault) => detail?.includes(fault)) ?? 'too-simple'}`);
    if (status === 401) return wrong;
    if (status === 410) return t('account.linkGone');
    return t(status === 429 ? 'problem.too-many-requests' : status === 400 ? 'staff.trouble.notTaken' : 'problem.other');
  };
}
