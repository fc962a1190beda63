import { useEffect, useState } from 'react';
import { Button, Loader } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { signIn } from '../../live/api.ts';
import type { HttpProblem } from '../../live/http.ts';
import { useLinkToken } from '../../live/use-link-token.ts';
import { useProblemText } from '../../live/use-problem-text.ts';
import { PageMessage } from '../../ui/page-message.tsx';
import { useDocumentTitle } from '../../ui/use-document-title.ts';
import { destination } from './destination.ts';

/** An officer's link: the token becomes a session, then the console or the list of conferences opens. */
export function SignInPage() {
  const { t } = useTranslation();
  const token = useLinkToken();
  const problem = useSignIn(token ?? null);
  const problemText = useProblemText(t('entry.signIn.failed'));
  useDocumentTitle(t('entry.signIn.title'));
  if (token && !problem) return <PageMessage icon={<Loader color="gray" type="dots" />} title={t('entry.signIn.working')} />;
  const text = problem ? problemText(problem) : t('entry.signIn.missing');
  return (
    <PageMessage icon={<IconKey size="3rem" stroke={1.5} />} title={t('entry.signIn.title')} text={text} testId="sign-in-problem">
      <Button component={Link} to="/" variant="default">
        {t('action.home')}
      </Button>
    </PageMessage>
  );
}

function useSignIn(token: string | null): HttpProblem | null {
  const navigate = useNavigate();
  const [problem, setProblem] = useState<HttpProblem | null>(null);
  useEffect(() => {
    if (token === null) return;
    let gone = false;
    void (async () => {
      const result = await signIn(token);
      if (gone) return;
      if (result.ok) await navigate(await destination(location.search), { replace: true });
      else setProblem(result.problem);
    })();
    return () => {
      gone = true;
    };
  }, [token, navigate]);
  return problem;
}
