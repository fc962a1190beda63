import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { HelpCall } from '@diemcau/core';
import { siteOf } from '../../../live/floor.ts';
import { useAct } from '../../../live/use-act.ts';
import { useConference } from '../../../live/use-live.ts';
import { useRules } from '../../../live/use-rules.ts';
import { HelpKindMark } from '../../../ui/help-kind-mark.tsx';
import { WaitedFor } from '../queue/waited-for.tsx';
import { isFresh } from './help-calls.ts';
import styles from './help-panel.module.css';

export function HelpCallRow({ call, onClose }: { readonly call: HelpCall; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const act = useAct();
  const why = useRules();
  const name = siteOf(useConference(), call.siteId)?.name ?? call.siteId;
  const fresh = isFresh(call);
  const take = { type: 'AcknowledgeHelp', callId: call.callId } as const;
  const mayClose = why({ type: 'CloseHelp', callId: call.callId, note: '' }) === null;
  return (
    <li className={styles.call} data-fresh={fresh} data-testid="help-call">
      <div className={styles.head}>
        <p className={styles.name}>{name}</p>
        <span className={styles.kind}>
          <HelpKindMark kind={call.kind} />
        </span>
      </div>
      {call.text !== '' && <p className={styles.text}>{call.text}</p>}
      <div className={styles.foot}>
        <div className={styles.state}>
          {t(fresh ? 'help.state.called' : 'help.state.seen')}
          <WaitedFor sinceMs={call.calledAtMs} />
        </div>
        {fresh && (
          <Button
            size="sm"
            disabled={why(take) !== null}
            onClick={() => void act(take)}
            aria-label={t('desk.help.takeNamed', { name })}
            data-testid="help-take"
          >
            {t('desk.help.take')}
          </Button>
        )}
        <Button
          size="sm"
          variant="default"
          disabled={!mayClose}
          onClick={onClose}
          aria-label={t('desk.help.closeNamed', { name })}
          data-testid="help-close"
        >
          {t('desk.help.close')}
        </Button>
      </div>
    </li>
  );
}
