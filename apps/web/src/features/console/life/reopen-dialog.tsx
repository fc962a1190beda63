import { useTranslation } from 'react-i18next';
import { useAct } from '../../../live/use-act.ts';
import { ReasonDialog } from '../reason-dialog.tsx';

export function ReopenDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const act = useAct();
  return (
    <ReasonDialog
      opened={opened}
      onClose={onClose}
      required
      title={t('console.life.reopenTitle')}
      text={t('console.life.reopenText')}
      reasonLabel={t('console.life.reopenReason')}
      submitLabel={t('console.life.reopenSubmit')}
      onSubmit={async (reason) => (await act({ type: 'ReopenConference', reason })).ok}
    />
  );
}
