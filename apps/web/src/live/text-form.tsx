import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ConferenceCommand } from '@diemcau/core';
import { useAnnounce } from '../ui/announcer.tsx';
import styles from './text-form.module.css';
import { useAct } from './use-act.ts';
import { useRules } from './use-rules.ts';

interface TextFormProps {
  readonly label: string;
  readonly submitLabel: string;
  /** The command that sends this text; null: something else is missing. */
  readonly commandOf: (text: string) => ConferenceCommand | null;
  readonly testId: string;
  readonly children?: ReactNode;
}

/** As core allows (commands.ts): a message is read at a glance. */
const MESSAGE_MAX_CHARS = 1_000;

/** A few sentences to somebody. Why it cannot be sent stands beside the button. */
export function TextForm({ label, submitLabel, commandOf, testId, children }: TextFormProps) {
  const { t } = useTranslation();
  const act = useAct();
  const why = useRules();
  const announce = useAnnounce();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const command = commandOf(text);
  const refusal = command && why(command);
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!command || refusal || busy) return;
    setBusy(true);
    const outcome = await act(command);
    setBusy(false);
    if (!outcome.ok) return;
    setText('');
    announce(t('desk.messages.sent'));
  }
  return (
    <form onSubmit={(event) => void submit(event)} className={styles.form}>
      {children}
      <Textarea
        label={label}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        maxLength={MESSAGE_MAX_CHARS}
        autosize
        minRows={2}
        maxRows={6}
        data-testid={`${testId}-text`}
      />
      <div className={styles.foot}>
        <span className={styles.reason}>{refusal && refusal.code !== 'text-missing' && t(`refusal.${refusal.code}`)}</span>
        <Button type="submit" size="sm" loading={busy} disabled={!command || refusal !== null} data-testid={`${testId}-send`}>
          {submitLabel}
        </Button>
      </div>
    </form>
  );
}
