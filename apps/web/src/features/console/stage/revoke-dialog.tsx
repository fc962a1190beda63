import { useTranslation } from 'react-i18next';
import type { Speech } from '@diemcau/core';
import { useAct } from '../../../live/use-act.ts';
import { ReasonDialog } from '../reason-dialog.tsx';

interface RevokeDialogProps {
  readonly opened: boolean;
  readonly speech: Speech;
  readonly siteName: string;
  readonly onClose: () => void;
}

export function RevokeDialog({ opened, speech, siteName, onClose }: RevokeDialogProps) {
  const { t } = useTranslation();
  const act = useAct();
  return (
    <ReasonDialog
      opened={opened}
      onClose={onClose}
      title={t('console.revoke.title')}
      text={t('console.revoke.text', { name: siteName })}
      reasonLabel={t('console.revoke.reason')}
      submitLabel={t('console.revoke.submit')}
      danger
      onSubmit={async (reason) => (await act({ type: 'RevokeFloor', speechId: speech.speechId, reason })).ok}
    />
  );
}
