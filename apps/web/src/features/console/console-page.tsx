import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { LiveGate } from '../../live/live-gate.tsx';
import { LiveProvider } from '../../live/live-provider.tsx';
import { useDocumentTitle } from '../../ui/use-document-title.ts';
import { Desk } from './desk.tsx';

/** The desk of the chair, the deputies and the secretaries. */
export function ConsolePage() {
  const { t } = useTranslation();
  const { conferenceId = '' } = useParams();
  useDocumentTitle(t('console.title'));
  return (
    <LiveProvider conferenceId={conferenceId} audience="console">
      <LiveGate>
        <Desk />
      </LiveGate>
    </LiveProvider>
  );
}
