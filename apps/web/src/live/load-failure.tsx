import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { QuietNotice } from '../ui/quiet-notice.tsx';
import type { HttpProblem } from './http.ts';
import { useTroubleText } from './use-trouble-text.ts';

interface LoadFailureProps {
  readonly problem: HttpProblem;
  readonly again: () => void;
  /** What could not be shown; something in general where nothing is given. */
  readonly title?: string;
}

/** In place of what could not be read: why, and what can be done about it. */
export function LoadFailure({ problem, again, title }: LoadFailureProps) {
  const { t } = useTranslation();
  const sentence = useTroubleText()(problem);
  if (isFinal(problem))
    return title === undefined ? <QuietNotice alert title={sentence} /> : <QuietNotice alert title={title} text={sentence} />;
  return (
    <QuietNotice alert title={title ?? t('staff.failed')} text={sentence}>
      <NextStep problem={problem} again={again} />
    </QuietNotice>
  );
}

function NextStep({ problem, again }: Pick<LoadFailureProps, 'problem' | 'again'>) {
  const { t } = useTranslation();
  const to = `to=${encodeURIComponent(location.pathname)}`;
  if (problem.status === 401) {
    return (
      <Button component={Link} to={`/sign-in?${to}`}>
        {t('account.signIn')}
      </Button>
    );
  }
  if (problem.code === 'second-factor-needed') {
    return (
      <Button component={Link} to={`/second-factor?${to}`}>
        {t('myAccount.owed.title')}
      </Button>
    );
  }
  return <Button onClick={again}>{t('action.retry')}</Button>;
}

/** What a role may not see, or is not there, does not come by asking again. */
function isFinal({ code, status }: HttpProblem): boolean {
  if (code === 'second-factor-needed') return false;
  return status === 403 || status === 404 || status === 410;
}
