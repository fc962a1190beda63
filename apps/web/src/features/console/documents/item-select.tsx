import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ItemId } from '@diemcau/core';
import { itemOf } from '../../../live/agenda-now.ts';
import { useConference } from '../../../live/use-live.ts';

/** No id of an item: ids have at least one character. */
const WHOLE = '';

interface ItemSelectProps {
  readonly itemId: ItemId | null;
  readonly onPick: (itemId: ItemId | null) => void;
}

export function ItemSelect({ itemId, onPick }: ItemSelectProps) {
  const { t } = useTranslation();
  const view = useConference();
  const items = view.agenda.map((value) => ({ value, label: itemOf(view, value)?.title ?? '' }));
  return (
    <Select
      label={t('documents.desk.item')}
      data={[{ value: WHOLE, label: t('documents.desk.wholeItem') }, ...items]}
      value={itemId ?? WHOLE}
      onChange={(value) => onPick(value === null || value === WHOLE ? null : value)}
      allowDeselect={false}
      searchable={items.length > 10}
      data-testid="documents-item"
    />
  );
}
