import { useTranslation } from 'react-i18next';
import { siteOf } from '../../../live/floor.ts';
import { useConference } from '../../../live/use-live.ts';
import { isFresh, openCalls } from './help-calls.ts';

/** Read out at once; eyes have the strip and the tab. */
export function HelpAlarm() {
  const { t } = useTranslation();
  const view = useConference();
  const newest = openCalls(view).filter(isFresh).at(-1);
  const name = newest && (siteOf(view, newest.siteId)?.name ?? newest.siteId);
  return (
    <div className="dc-unseen" role="alert">
      {newest && <span key={newest.callId}>{t('desk.help.called', { name, kind: t(`help.kind.${newest.kind}`) })}</span>}
    </div>
  );
}
