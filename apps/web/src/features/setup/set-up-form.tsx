import { useState } from 'react';
import type { FormEvent } from 'react';
import { Button, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { LANGUAGES } from '../../i18n/language.ts';
import type { Language } from '../../i18n/language.ts';
import { changeLanguage } from '../../i18n/start-i18n.ts';
import { setUpServer } from '../../live/account-api.ts';
import { isTypedTwice, NO_PASSWORD, PasswordFields } from '../../live/password-fields.tsx';
import type { TypedPassword } from '../../live/password-fields.tsx';
import { useSignInProblem } from '../../live/use-sign-in-problem.ts';

/** As the server takes it (http/routes/setup.ts). */
const USERNAME = /^[A-Za-z0-9._-]{3,64}$/;
const MAX_CHARS = { code: 40, organisation: 300, name: 200, username: 64 } as const;
type Field = keyof typeof MAX_CHARS;
const EMPTY: Readonly<Record<Field, string>> = { code: '', organisation: '', name: '', username: '' };

export function SetUpForm() {
  const { t, i18n } = useTranslation();
  const [words, setWords] = useState(EMPTY);
  const [typed, setTyped] = useState(NO_PASSWORD);
  const { submit, busy, trouble } = useSetUp(words, typed);
  const ready = Object.values(words).every((word) => word.trim() !== '') && USERNAME.test(words.username.trim()) && isTypedTwice(typed);
  const text = (field: Field) => ({
    required: true,
    value: words[field],
    maxLength: MAX_CHARS[field],
    onChange: (event: { currentTarget: { value: string } }) => setWords({ ...words, [field]: event.currentTarget.value }),
    'data-testid': `setup-${field}`,
  });
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="md">
        <TextInput
          label={t('setup.code')}
          description={t('setup.codeHint')}
          autoComplete="off"
          autoCapitalize="characters"
          {...text('code')}
        />
        <TextInput
          label={t('setup.organisation')}
          placeholder={t('setup.organisationExample')}
          autoComplete="organization"
          {...text('organisation')}
        />
        <NativeSelect
          label={t('setup.language')}
          value={i18n.language}
          onChange={(event) => void changeLanguage(event.currentTarget.value as Language)}
          data={LANGUAGES.map((language) => ({ value: language, label: t(`language.${language}`) }))}
        />
        <TextInput label={t('setup.name')} autoComplete="name" {...text('name')} />
        <TextInput
          label={t('setup.username')}
          description={t('setup.usernameHint')}
          autoComplete="username"
          autoCapitalize="none"
          {...text('username')}
        />
        <PasswordFields value={typed} onChange={setTyped} />
        {trouble !== '' && (
          <Text role="alert" c="var(--dc-on-air-text)">
            {trouble}
          </Text>
        )}
        <Button type="submit" size="md" loading={busy} disabled={!ready} data-testid="setup-submit">
          {t('setup.submit')}
        </Button>
      </Stack>
    </form>
  );
}

function useSetUp(words: Readonly<Record<Field, string>>, { password }: TypedPassword) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const problemText = useSignInProblem(t('setup.codeWrong'));
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const language: Language = i18n.language === 'en' ? 'en' : 'vi';
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const answer = await setUpServer({
      code: words.code.trim(),
      organisation: { name: words.organisation.trim(), language, timeZone },
      administrator: { name: words.name.trim(), username: words.username.trim(), password },
    });
    setBusy(false);
    if (answer.ok) await navigate('/organisation', { replace: true });
    else setTrouble(answer.problem.status === 410 ? t('setup.done') : problemText(answer.problem));
  };
  return { submit, busy, trouble };
}
