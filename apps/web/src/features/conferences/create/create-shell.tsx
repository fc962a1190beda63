import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { HttpResult } from '../../../live/http.ts';
import { newId } from '../../../live/new-id.ts';
import { useTroubleText } from '../../../live/use-trouble-text.ts';
import { tellDone } from '../../../ui/tell.ts';
import panel from '../panel.module.css';

interface CreateShellProps {
  /** null: something is still missing. Repeating it under one id creates one conference. */
  readonly create: ((conferenceId: string) => Promise<HttpResult<{ readonly conferenceId: string }>>) | null;
  readonly children: ReactNode;
}

/** A form that ends on the page of the conference it made. */
export function CreateShell({ create, children }: CreateShellProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const troubleText = useTroubleText();
  const [conferenceId] = useState(newId);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!create || busy) return;
    setBusy(true);
    const answer = await create(conferenceId);
    setBusy(false);
    // The answer to an earlier press may have been lost on the way.
    if (!answer.ok && answer.problem.code !== 'conference-exists') return setTrouble(troubleText(answer.problem));
    tellDone(t('planning.create.done'));
    await navigate(`/conferences/${conferenceId}`);
  };
  return (
    <form className={panel.panel} onSubmit={(event) => void submit(event)}>
      {children}
      {trouble !== '' && (
        <p role="alert" className={panel.trouble}>
          {trouble}
        </p>
      )}
      {!create && <p className={panel.text}>{t('planning.create.needs')}</p>}
      <div className={panel.actions}>
        <Button type="submit" loading={busy} disabled={!create} data-testid="create-submit">
          {t('planning.create.submit')}
        </Button>
      </div>
    </form>
  );
}
