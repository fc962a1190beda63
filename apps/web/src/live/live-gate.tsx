import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Loader } from '@mantine/core';
import { IconPlugConnectedX, IconWifiOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CloseReason } from '@diemcau/core';
import type { Words } from '../i18n/vi.ts';
import { PageMessage } from '../ui/page-message.tsx';
import { RehearsalMark } from '../ui/rehearsal-mark.tsx';
import { selectConnection, selectHasView, useConference, useLive } from './use-live.ts';

interface LiveGateProps {
  readonly children: ReactNode;
  /** What one can do after the server has ended it; a reload where nothing is given. */
  readonly ended?: ReactNode;
  /** In place of all that where the server does not know whoever asks. */
  readonly strangerPage?: ReactNode;
  /** What one can do while the line is cut and nothing is known yet. */
  readonly cut?: ReactNode;
  /** The hall draws its own mark of a rehearsal, to be read from 15 m. */
  readonly ownMark?: boolean;
}

const STRANGER: readonly CloseReason[] = ['not-signed-in', 'not-allowed', 'conference-unknown'];

/** Shows its children once the conference is known, and what is in the way before. */
export function LiveGate({ children, ended, strangerPage, cut, ownMark = false }: LiveGateProps) {
  const connection = useLive(selectConnection);
  const hasView = useLive(selectHasView);
  if (connection.state === 'ended') {
    const { reason } = connection;
    return (strangerPage && STRANGER.includes(reason) && strangerPage) || <Ended reason={reason}>{ended}</Ended>;
  }
  if (hasView) {
    return (
      <>
        {children}
        {!ownMark && <Rehearsal />}
      </>
    );
  }
  return (connection.state === 'reconnecting' && cut) || <LiveWaiting />;
}

/** Every page of a rehearsal says so: the desk, the rooms and the hall. */
function Rehearsal() {
  return useConference().rehearsal ? <RehearsalMark /> : null;
}

/** A fast server is never announced as slow. */
const SLOW_AFTER_MS = 5_000;

export function LiveWaiting() {
  const { t } = useTranslation();
  const connection = useLive(selectConnection);
  const offline = connection.state === 'reconnecting' && !connection.online;
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  const text = offline ? t('page.offlineText') : t(slow ? 'page.slowText' : 'page.loadingText');
  const icon = offline ? <IconWifiOff size="3rem" stroke={1.5} /> : <Loader size="md" color="gray" type="dots" />;
  return <PageMessage testId="page-loading" icon={icon} title={t('page.loadingTitle')} text={text} />;
}

type ToldReason = Exclude<keyof Words['ended'], 'other'>;
const TOLD: readonly string[] = [
  'bad-message',
  'not-signed-in',
  'not-allowed',
  'conference-unknown',
  'taken-over',
  'access-revoked',
  'protocol-unsupported',
] satisfies ToldReason[];

function Ended({ reason, children }: { readonly reason: CloseReason; readonly children: ReactNode }) {
  const { t } = useTranslation();
  const key = TOLD.includes(reason) ? (reason as ToldReason) : 'other';
  return (
    <PageMessage
      testId="page-ended"
      icon={<IconPlugConnectedX size="3rem" stroke={1.5} />}
      title={t(`ended.${key}.title`)}
      text={t(`ended.${key}.text`)}
    >
      {children ?? <Button onClick={() => location.reload()}>{t('action.reload')}</Button>}
      <Button variant="default" component="a" href="/">
        {t('action.home')}
      </Button>
    </PageMessage>
  );
}
