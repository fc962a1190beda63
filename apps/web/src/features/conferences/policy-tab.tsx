import { useEffect, useState } from 'react';
import type { FormEvent } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PolicyFields } from '../../live/policy-fields.tsx';
import { useAct } from '../../live/use-act.ts';
import { useConference } from '../../live/use-live.ts';
import { useRules } from '../../live/use-rules.ts';
import { tellDone } from '../../ui/tell.ts';
import panel from './panel.module.css';

export function PolicyTab() {
  const { t } = useTranslation();
  const act = useAct();
  const why = useRules();
  const { title, settings } = useConference();
  const [wanted, setWanted] = useState(settings);
  const [busy, setBusy] = useState(false);
  const saved = JSON.stringify(settings);
  useEffect(() => setWanted(JSON.parse(saved) as typeof settings), [saved]);
  const command = { type: 'ReviseConference', title, settings: wanted } as const;
  const refusal = why(command);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const { ok } = await act(command);
    setBusy(false);
    if (ok) tellDone(t('planning.policy.saved'));
  };
  return (
    <form className={panel.panel} onSubmit={(event) => void submit(event)} style={{ maxWidth: '56rem' }}>
      <p className={panel.text}>{t('planning.policy.text')}</p>
      <PolicyFields settings={wanted} onChange={setWanted} disabled={refusal !== null} />
      {refusal && <p className={panel.reason}>{t(`refusal.${refusal.code}`, { ...refusal.params })}</p>}
      <div className={panel.actions}>
        <Button type="submit" loading={busy} disabled={refusal !== null || JSON.stringify(wanted) === saved} data-testid="policy-save">
          {t('planning.policy.save')}
        </Button>
      </div>
    </form>
  );
}
