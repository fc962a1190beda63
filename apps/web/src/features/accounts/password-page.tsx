import { useState } from 'react';
import type { FormEvent } from 'react';
import { Button, Loader, Stack, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { choosePassword, lookAtPasswordLink } from '../../live/account-api.ts';
import type { PasswordLink } from '../../live/account-api.ts';
import { CodeCard } from '../../live/code-card.tsx';
import { isTypedTwice, NO_PASSWORD, PasswordFields } from '../../live/password-fields.tsx';
import { useLinkToken } from '../../live/use-link-token.ts';
import { useLoaded } from '../../live/use-loaded.ts';
import { useSignInProblem } from '../../live/use-sign-in-problem.ts';
import { EntryCard, EntryLayout } from '../../ui/entry-layout.tsx';
import { PageMessage } from '../../ui/page-message.tsx';
import { useDocumentTitle } from '../../ui/use-document-title.ts';

/** An invitation or a reset: whose account it is, and a password for it. */
export function PasswordPage() {
  const { t } = useTranslation();
  const token = useLinkToken();
  useDocumentTitle(t('account.choose.title'));
  if (token === undefined) return null;
  if (token === null) return <Unusable text={t('account.linkMissing')} />;
  return <LinkedPassword key={token} token={token} />;
}

function LinkedPassword({ token }: { readonly token: string }) {
  const { t } = useTranslation();
  const link = useLoaded(token, () => lookAtPasswordLink(token));
  const problemText = useSignInProblem(t('account.linkGone'));
  if (link.problem) return <Unusable text={problemText(link.problem)} />;
  if (!link.value) return <PageMessage icon={<Loader color="gray" type="dots" />} title={t('account.choose.title')} />;
  return (
    <EntryLayout>
      <PasswordCard token={token} link={link.value} />
    </EntryLayout>
  );
}

function PasswordCard({ token, link }: { readonly token: string; readonly link: PasswordLink }) {
  const { t } = useTranslation();
  const form = useChoice(token);
  if (form.codeNeeded) return <CodeCard onSignedIn={form.leave} />;
  return (
    <EntryCard title={t(`account.choose.${link.purpose}`)} text={t('account.chooseFor', { name: link.name })}>
      <form onSubmit={(event) => void form.submit(event)}>
        <Stack gap="md">
          {link.login !== '' && <Text>{t('account.chooseLogin', { login: link.login })}</Text>}
          {/* So that a browser keeps the password under the right name. */}
          <input type="hidden" autoComplete="username" value={link.login} readOnly />
          <PasswordFields value={form.typed} onChange={form.setTyped} />
          {form.trouble !== '' && (
            <Text role="alert" c="var(--dc-on-air-text)">
              {form.trouble}
            </Text>
          )}
          <Button type="submit" size="md" loading={form.busy} disabled={!isTypedTwice(form.typed)} data-testid="save-password">
            {t('account.save')}
          </Button>
        </Stack>
      </form>
    </EntryCard>
  );
}

function useChoice(token: string) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const problemText = useSignInProblem(t('account.linkGone'));
  const [typed, setTyped] = useState(NO_PASSWORD);
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const [codeNeeded, setCodeNeeded] = useState(false);
  const leave = () => navigate('/', { replace: true });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const answer = await choosePassword(token, typed.password);
    setBusy(false);
    // Saved, but this account signs in by link or provider only.
    if (!answer.ok && answer.problem.status === 401) return navigate('/sign-in', { replace: true });
    if (!answer.ok) return setTrouble(problemText(answer.problem));
    if (answer.value.codeNeeded) setCodeNeeded(true);
    else await leave();
  };
  return { typed, setTyped, trouble, busy, codeNeeded, leave, submit };
}

function Unusable({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  return (
    <PageMessage icon={<IconKey size="3rem" stroke={1.5} />} title={t('account.choose.title')} text={text}>
      <Button component={Link} to="/sign-in" variant="default">
        {t('setup.toSignIn')}
      </Button>
    </PageMessage>
  );
}
