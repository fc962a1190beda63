import { Button } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { PageMessage } from '../ui/page-message.tsx';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <PageMessage icon={<IconMapOff size="3rem" stroke={1.5} />} title={t('page.notFoundTitle')} text={t('page.notFoundText')}>
      <Button component={Link} to="/">
        {t('action.home')}
      </Button>
    </PageMessage>
  );
}
