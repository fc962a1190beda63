import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ChosenView } from './use-desk-view.ts';

/** Only for those who have more than one desk to choose from. */
export function ViewSwitch({ view, views, choose }: ChosenView) {
  const { t } = useTranslation();
  if (views.length < 2) return null;
  return (
    <SegmentedControl
      size="sm"
      aria-label={t('views.view.label')}
      value={view}
      onChange={(value) => choose(views.find((one) => one === value) ?? view)}
      data={views.map((value) => ({ value, label: t(`views.view.${value}`) }))}
      data-testid="view-switch"
    />
  );
}
