import { useState } from 'react';
import type { FormEvent } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CODE_DIGITS, CodeInput } from '../ui/code-input.tsx';
import styles from './join-form.module.css';
import { TakeOverDialog } from './take-over-dialog.tsx';
import type { Join } from './use-join.ts';
import { useProblemText } from './use-problem-text.ts';

/** The six digits of a room, and the question whether to replace the device that is there. */
export function JoinForm({ join }: { readonly join: Join }) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const [incomplete, setIncomplete] = useState(false);
  const problemText = useProblemText(t('entry.join.badCode'));
  const { state } = join;
  const problem = state.step === 'failed' ? problemText(state.problem) : incomplete ? t('entry.join.incomplete') : null;
  const busy = state.step === 'joining' || state.step === 'entered';

  function change(digits: string) {
    setCode(digits);
    setIncomplete(false);
    if (state.step === 'failed') join.reset();
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    if (code.length < CODE_DIGITS) return setIncomplete(true);
    void join.join({ code });
  }

  return (
    <form onSubmit={submit} className={styles.form} noValidate>
      <CodeInput label={t('entry.join.code')} value={code} onChange={change} problem={problem} disabled={busy} />
      <Button type="submit" size="xl" fullWidth loading={busy} data-testid="join-submit">
        {t('entry.join.submit')}
      </Button>
      <TakeOverDialog join={join} />
    </form>
  );
}
