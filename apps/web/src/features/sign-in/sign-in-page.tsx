import { useEffect, useState } from 'react';
import { Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { signIn } from '../../live/api.ts';
import type { HttpProblem } from '../../live/http.ts';
import { useLinkToken } from '../../live/use-link-token.ts';
import { useProblemText } from '../../live/use-problem-text.ts';
import { EntryLayout } from '../../ui/entry-layout.tsx';
import { PageMessage } from '../../ui/page-message.tsx';
import { useDocumentTitle } from '../../ui/use-document-title.ts';
import { destination } from './destination.ts';
import { SignInCard } from './sign-in-card.tsx';

/** An officer's link becomes a session by itself; without one, or where it is used up, there are name and password. */
export function SignInPage() {
  const { t } = useTranslation();
  const token = useLinkToken();
  const problem = useSignIn(token ?? null);
  const problemText = useProblemText(t('account.linkFailed'));
  useDocumentTitle(t('entry.signIn.title'));
  if (token === undefined || (token && !problem)) {
    return <PageMessage icon={<Loader color="gray" type="dots" />} title={t('entry.signIn.working')} />;
  }
  const refused = new URLSearchParams(location.search).has('error') ? t('account.providerFailed') : '';
  return (
    <EntryLayout>
      <SignInCard trouble={problem ? problemText(problem) : refused} />
    </EntryLayout>
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
