import { useState } from 'react';
import type { FormEvent } from 'react';
import { Button, Radio, Textarea } from '@mantine/core';
import { IconLifebuoy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { HelpKind, SiteId } from '@diemcau/core';
import { newId } from '../../live/new-id.ts';
import { useAct } from '../../live/use-act.ts';
import { selectMail, useLive } from '../../live/use-live.ts';
import { useRules } from '../../live/use-rules.ts';
import styles from './room-side.module.css';

const KINDS: readonly HelpKind[] = ['picture', 'sound', 'network', 'other'];
/** As core allows (commands.ts). */
const HELP_MAX_CHARS = 300;

/** What is wrong, in one press and a few words. */
export function HelpCard({ siteId }: { readonly siteId: SiteId }) {
  const { t } = useTranslation();
  const act = useAct();
  const why = useRules();
  const { helpCall } = useLive(selectMail);
  const [kind, setKind] = useState<HelpKind>('sound');
  const [text, setText] = useState('');
  const refusal = why({ type: 'CallForHelp', callId: 'asking', siteId, kind, text });
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (refusal) return;
    if ((await act({ type: 'CallForHelp', callId: newId(), siteId, kind, text })).ok) setText('');
  }
  return (
    <form className={styles.card} onSubmit={(event) => void submit(event)}>
      <h2 className={styles.title}>{t('room.help.title')}</h2>
      <Radio.Group label={t('room.help.what')} value={kind} onChange={(value) => setKind(KINDS.find((one) => one === value) ?? 'other')}>
        <div className={styles.list}>
          {KINDS.map((one) => (
            <Radio key={one} value={one} label={t(`help.kind.${one}`)} data-testid={`help-${one}`} />
          ))}
        </div>
      </Radio.Group>
      <Textarea
        label={t('room.help.text')}
        placeholder={t('room.help.textHint')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        maxLength={HELP_MAX_CHARS}
        rows={2}
        data-testid="help-text"
      />
      <Button type="submit" size="md" disabled={refusal !== null} leftSection={<IconLifebuoy size="1.25rem" />} data-testid="call-help">
        {t(helpCall ? 'room.help.again' : 'room.help.call')}
      </Button>
      {refusal && <p className={styles.quiet}>{t(`refusal.${refusal.code}`)}</p>}
    </form>
  );
}
