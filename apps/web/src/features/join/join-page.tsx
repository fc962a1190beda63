import { useEffect } from 'react';
import { Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { JoinForm } from '../../live/join-form.tsx';
import { TakeOverDialog } from '../../live/take-over-dialog.tsx';
import { useJoin } from '../../live/use-join.ts';
import { useLinkToken } from '../../live/use-link-token.ts';
import { EntryCard, EntryLayout } from '../../ui/entry-layout.tsx';
import { PageMessage } from '../../ui/page-message.tsx';
import { useDocumentTitle } from '../../ui/use-document-title.ts';

/** A room enters by its link (`#t=`) at once, or by its code. */
export function JoinPage() {
  const { t } = useTranslation();
  const join = useJoin();
  const token = useLinkToken();
  const { join: enter, state } = join;
  useDocumentTitle(t('entry.home.title'));
  useEffect(() => {
    if (token) void enter({ token });
  }, [token, enter]);
  if (token && (state.step === 'joining' || state.step === 'taken')) {
    return (
      <PageMessage icon={<Loader color="gray" type="dots" />} title={t('entry.join.joining')}>
        <TakeOverDialog join={join} />
      </PageMessage>
    );
  }
  const text = token && state.step === 'failed' ? t('entry.join.badLink') : t('entry.home.text');
  return (
    <EntryLayout foot={t('entry.home.signInHint')}>
      <EntryCard title={t('entry.home.title')} text={text}>
        <JoinForm join={join} />
      </EntryCard>
    </EntryLayout>
  );
}
