import { Button, Code, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { setUpState } from '../../live/account-api.ts';
import { useLoaded } from '../../live/use-loaded.ts';
import { useTroubleText } from '../../live/use-trouble-text.ts';
import { EntryCard, EntryLayout } from '../../ui/entry-layout.tsx';
import { PageMessage } from '../../ui/page-message.tsx';
import { useDocumentTitle } from '../../ui/use-document-title.ts';
import { SetUpForm } from './set-up-form.tsx';

/** The first visit to a fresh server: whose it is and who looks after it, or how to look around first. */
export function SetUpPage() {
  const { t } = useTranslation();
  const troubleText = useTroubleText();
  const { value, problem, again } = useLoaded('setup', setUpState);
  useDocumentTitle(t('setup.title'));
  if (problem) {
    return (
      <PageMessage title={t('staff.failed')} text={troubleText(problem)}>
        <Button onClick={again}>{t('action.retry')}</Button>
      </PageMessage>
    );
  }
  if (!value) return <PageMessage icon={<Loader color="gray" type="dots" />} title={t('setup.title')} />;
  if (!value.needed) {
    return (
      <PageMessage title={t('setup.done')}>
        <Button component={Link} to="/sign-in">
          {t('setup.toSignIn')}
        </Button>
      </PageMessage>
    );
  }
  const foot = (
    <>
      {t('setup.demo')} <Code>{value.demoCommand}</Code>
    </>
  );
  return (
    <EntryLayout foot={foot}>
      <EntryCard title={t('setup.title')} text={t('setup.text')}>
        <SetUpForm />
      </EntryCard>
    </EntryLayout>
  );
}
