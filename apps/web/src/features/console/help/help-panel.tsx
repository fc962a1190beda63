import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HelpCall } from '@diemcau/core';
import { siteOf } from '../../../live/floor.ts';
import { useAct } from '../../../live/use-act.ts';
import { useConference } from '../../../live/use-live.ts';
import { clockText } from '../../../ui/time-text.ts';
import panel from '../panel.module.css';
import { ScrollBody } from '../scroll-body.tsx';
import { ReasonDialog } from '../reason-dialog.tsx';
import { HelpCallRow } from './help-call-row.tsx';
import { lastClosed, openCalls } from './help-calls.ts';
import styles from './help-panel.module.css';

/** Rooms in which something is wrong. */
export function HelpPanel() {
  const { t } = useTranslation();
  const view = useConference();
  const calls = openCalls(view);
  const [closing, setClosing] = useState<HelpCall | null>(null);
  return (
    <section className={panel.panel} aria-labelledby="help-title">
      <header className={panel.head}>
        <h2 id="help-title" className={panel.title}>
          {t('desk.tabs.help')}
        </h2>
        <span className={panel.count}>{calls.length > 0 && t('desk.open.help', { count: calls.length })}</span>
      </header>
      <ScrollBody labelledBy="help-title">
        {calls.length === 0 && <p className={panel.empty}>{t('desk.help.none')}</p>}
        <ul className={styles.list}>
          {calls.map((call) => (
            <HelpCallRow key={call.callId} call={call} onClose={() => setClosing(call)} />
          ))}
        </ul>
        <PastCalls />
      </ScrollBody>
      <CloseHelpDialog call={closing} onClose={() => setClosing(null)} />
    </section>
  );
}

/** As many as a glance takes in; the minutes have them all. */
const PAST_SHOWN = 8;

function PastCalls() {
  const { t, i18n } = useTranslation();
  const view = useConference();
  const past = lastClosed(view, PAST_SHOWN);
  if (past.length === 0) return null;
  return (
    <>
      <h3 className={styles.past}>{t('desk.help.past')}</h3>
      <ul className={styles.list}>
        {past.map((call) => (
          <li key={call.callId} className={styles.done}>
            <strong>{siteOf(view, call.siteId)?.name}</strong> · {t(`help.kind.${call.kind}`)} ·{' '}
            {t('desk.help.closedAt', { time: clockText(call.closedAtMs, i18n.language, false) })}
            {call.note !== '' && <> · {call.note}</>}
          </li>
        ))}
      </ul>
    </>
  );
}

function CloseHelpDialog({ call, onClose }: { readonly call: HelpCall | null; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const view = useConference();
  const act = useAct();
  const name = call ? siteOf(view, call.siteId)?.name : '';
  return (
    <ReasonDialog
      opened={call !== null}
      onClose={onClose}
      title={t('desk.help.closeTitle')}
      text={t('desk.help.closeText', { name })}
      reasonLabel={t('desk.help.note')}
      submitLabel={t('desk.help.submit')}
      onSubmit={async (note) => call !== null && (await act({ type: 'CloseHelp', callId: call.callId, note })).ok}
    />
  );
}
