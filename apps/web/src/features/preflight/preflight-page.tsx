import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { LiveGate } from '../../live/live-gate.tsx';
import { LiveProvider } from '../../live/live-provider.tsx';
import { useDocumentTitle } from '../../ui/use-document-title.ts';
import { BoardPage } from './board-page.tsx';

/** The hour before: which rooms are ready, and whom to ring up. */
export function PreflightPage() {
  const { t } = useTranslation();
  const { conferenceId = '' } = useParams();
  useDocumentTitle(t('preflight.board.title'));
  return (
    <LiveProvider conferenceId={conferenceId} audience="console">
      <LiveGate>
        <BoardPage />
      </LiveGate>
    </LiveProvider>
  );
}
