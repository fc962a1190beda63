import { useTranslation } from 'react-i18next';
import type { FloorRequest } from '@diemcau/core';
import { siteOf } from '../../../live/floor.ts';
import { useAct } from '../../../live/use-act.ts';
import { useConference } from '../../../live/use-live.ts';
import { ReasonDialog } from '../reason-dialog.tsx';

export function DeclineDialog({ request, onClose }: { readonly request: FloorRequest | null; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const view = useConference();
  const act = useAct();
  const name = request ? (siteOf(view, request.siteId)?.name ?? '') : '';
  return (
    <ReasonDialog
      opened={request !== null}
      onClose={onClose}
      title={t('console.decline.title')}
      text={t('console.decline.text', { name })}
      reasonLabel={t('console.decline.reason')}
      submitLabel={t('console.decline.submit')}
      danger
      onSubmit={async (reason) => request !== null && (await act({ type: 'DeclineRequest', requestId: request.requestId, reason })).ok}
    />
  );
}
