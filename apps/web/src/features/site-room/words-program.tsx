import { useTranslation } from 'react-i18next';
import type { Message } from '@diemcau/core';
import { AgendaTime } from '../../live/agenda-time.tsx';
import { siteOf, speakingSite } from '../../live/floor.ts';
import { LiveTimer } from '../../live/live-timer.tsx';
import { useAgendaNow } from '../../live/use-agenda-now.ts';
import { useConference } from '../../live/use-live.ts';
import { clockText } from '../../ui/time-text.ts';
import styles from './words-program.module.css';

/** The newest few; the rest is under messages. */
const SHOWN = 4;

/** The conference in words, for a line that carries no picture: who speaks, on what, where we are, what was said to all. */
export function WordsProgram({ messages }: { readonly messages: readonly Message[] }) {
  const { t } = useTranslation();
  const view = useConference();
  return (
    <section className={styles.words} aria-label={t('console.program')} data-testid="words-program">
      <Speaking />
      <Item />
      <div className={styles.log} role="log" aria-label={t('views.delivery.log')}>
        {messages.slice(0, SHOWN).map((message) => (
          <Told key={message.messageId} atMs={message.sentAtMs} text={message.text} />
        ))}
        {view.pastSpeeches.slice(-1).map((speech) => (
          <Told
            key={speech.speechId}
            atMs={speech.endedAtMs}
            text={t('views.delivery.said', { name: siteOf(view, speech.siteId)?.name })}
          />
        ))}
      </div>
    </section>
  );
}

function Speaking() {
  const { t } = useTranslation();
  const view = useConference();
  const site = speakingSite(view);
  if (!view.speech || !site) return <p className={styles.name}>{t('views.delivery.nobody')}</p>;
  return (
    <div className={styles.speaking} aria-live="polite">
      <div>
        <p className={styles.label}>{t('views.delivery.nowSpeaking')}</p>
        <p className={styles.name}>{site.name}</p>
        <p className={styles.subject}>{view.speech.subject}</p>
      </div>
      <LiveTimer speech={view.speech} pausedAtMs={view.pausedAtMs} />
    </div>
  );
}

function Item() {
  const { t } = useTranslation();
  const now = useAgendaNow();
  const [next] = now.ahead;
  if (!now.current && !next) return null;
  return (
    <div className={styles.item}>
      {now.current && (
        <p>
          <span className={styles.label}>{t('views.delivery.item')}:</span> {now.current.title} <AgendaTime now={now} />
        </p>
      )}
      {next && (
        <p>
          <span className={styles.label}>{t('views.delivery.next')}:</span> {next.item.title}
        </p>
      )}
    </div>
  );
}

function Told({ atMs, text }: { readonly atMs: number; readonly text: string }) {
  const { i18n } = useTranslation();
  return (
    <p className={styles.told}>
      <time className={styles.label}>{clockText(atMs, i18n.language, false)}</time> {text}
    </p>
  );
}
