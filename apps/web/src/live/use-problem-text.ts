import { useTranslation } from 'react-i18next';
import type { HttpProblem } from './http.ts';

/** What to tell a reader about a failed request; `refused` is for keys the server does not know. */
export function useProblemText(refused: string): (problem: HttpProblem) => string {
  const { t } = useTranslation();
  return ({ code, status }) => {
    if (code === 'unreachable' || code === 'too-many-requests') return t(`problem.${code}`);
    // 4xx: the code, link or token is not one the server takes; everything else is not the reader's doing.
    return status !== null && status < 500 ? refused : t('problem.other');
  };
}
