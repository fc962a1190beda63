import { useEffect } from 'react';
import { Button, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { HttpProblem } from '../../live/http.ts';
import { JoinForm } from '../../live/join-form.tsx';
import { TakeOverDialog } from '../../live/take-over-dialog.tsx';
import { useJoin } from '../../live/use-join.ts';
import { useKeptLinkToken } from '../../live/use-kept-link-token.ts';
import { EntryCard, EntryLayout } from '../../ui/entry-layout.tsx';
import { PageMessage } from '../../ui/page-message.tsx';
import { useDocumentTitle } from '../../ui/use-document-title.ts';

/** The link will not work later either; too many tries and a server that is away pass. */
function isFinal({ status }: HttpProblem): boolean {
  return status !== null && status < 500 && status !== 429;
}

/** A room enters by its link (`#t=`) at once, or by its code. */
export function JoinPage() {
  const { t } = useTranslation();
  const join = useJoin();
  const { token, forget } = useKeptLinkToken();
  const { join: enter, state } = join;
  const isOver = state.step === 'entered' || (state.step === 'failed' && isFinal(state.problem));
  useDocumentTitle(t('entry.home.title'));
  useEffect(() => {
    if (token) void enter({ token });
  }, [token, enter]);
  useEffect(() => {
    if (isOver) forget();
  }, [isOver, forget]);
  if (token && (state.step === 'joining' || state.step === 'entered' || state.step === 'taken')) {
    return (
      <PageMessage icon={<Loader color="gray" type="dots" />} title={t('entry.join.joining')}>
        <TakeOverDialog join={join} />
      </PageMessage>
    );
  }
  const failed = token !== null && state.step === 'failed';
  const text = failed && isOver ? t('entry.join.badLink') : t('entry.home.text');
  return (
    <EntryLayout foot={t('entry.home.signInHint')}>
      <EntryCard title={t('entry.home.title')} text={text}>
        <JoinForm join={join} />
        {token && failed && !isOver && (
          <Button variant="default" size="md" fullWidth mt="md" onClick={() => void enter({ token })} data-testid="link-again">
            {t('action.retry')}
          </Button>
        )}
      </EntryCard>
    </EntryLayout>
  );
}
