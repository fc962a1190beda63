import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PageMessage } from '../ui/page-message.tsx';

/** What is left when a page throws. */
export function FaultPage() {
  const { t } = useTranslation();
  return (
    <PageMessage icon={<IconAlertTriangle size="3rem" stroke={1.5} />} title={t('page.faultTitle')} text={t('page.faultText')}>
      <Button onClick={() => location.reload()}>{t('action.reload')}</Button>
    </PageMessage>
  );
}
