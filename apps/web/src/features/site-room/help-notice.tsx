import { useEffect, useRef, useState } from 'react';
import { Button } from '@mantine/core';
import { IconCheck, IconEye, IconLifebuoy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { HelpCall, SiteId } from '@diemcau/core';
import { useAct } from '../../live/use-act.ts';
import { selectMail, useLive } from '../../live/use-live.ts';
import { HelpKindMark } from '../../ui/help-kind-mark.tsx';
import { clockText } from '../../ui/time-text.ts';
import styles from './room-side.module.css';

/** Where the room's call stands: called, seen, closed. */
export function HelpNotice({ siteId }: { readonly siteId: SiteId }) {
  const { helpCall } = useLive(selectMail);
  const justClosed = useJustClosed(helpCall !== null);
  return (
    <div role="status" aria-live="assertive">
      {helpCall && <OpenCall call={helpCall} siteId={siteId} />}
      {!helpCall && justClosed && <ClosedCall />}
    </div>
  );
}

function OpenCall({ call, siteId }: { readonly call: HelpCall; readonly siteId: SiteId }) {
  const { t, i18n } = useTranslation();
  const act = useAct();
  const { acknowledgedAtMs } = call;
  const time = clockText(acknowledgedAtMs ?? call.calledAtMs, i18n.language, false);
  const Icon = acknowledgedAtMs === null ? IconLifebuoy : IconEye;
  return (
    <div className={styles.notice} data-kind="help" data-testid="help-notice">
      <p className={styles.strong}>
        <HelpKindMark kind={call.kind} />
      </p>
      <p>
        <Icon size="1.125em" aria-hidden="true" /> {t(acknowledgedAtMs === null ? 'room.help.called' : 'room.help.seen', { time })}
      </p>
      <Button size="sm" variant="default" onClick={() => void act({ type: 'WithdrawHelp', siteId })} data-testid="withdraw-help">
        {t('room.help.withdraw')}
      </Button>
    </div>
  );
}

function ClosedCall() {
  const { t } = useTranslation();
  return (
    <p className={styles.notice} data-testid="help-closed">
      <span>
        <IconCheck size="1.125em" aria-hidden="true" /> {t('room.help.closed')}
      </span>
    </p>
  );
}

/** Long enough to be noticed by somebody who was under the table with a cable. */
const CLOSED_SHOWN_MS = 30_000;

function useJustClosed(open: boolean): boolean {
  const wasOpen = useRef(open);
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const closed = wasOpen.current && !open;
    wasOpen.current = open;
    setShown(closed);
    if (!closed) return;
    const timer = setTimeout(() => setShown(false), CLOSED_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [open]);
  return shown;
}
