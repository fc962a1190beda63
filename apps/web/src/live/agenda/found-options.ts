import type { ComboboxItem, ComboboxItemGroup, ComboboxParsedItem, OptionsFilter } from '@mantine/core';
import { foldVietnamese } from '@diemcau/core';

/** Options by any of their words, in any order, without diacritics; groups that have none left go. */
export const foundOptions: OptionsFilter = ({ options, search }) => {
  const words = foldVietnamese(search).split(' ');
  const matches = ({ label }: ComboboxItem) => words.every((word) => foldVietnamese(label).includes(word));
  return options.flatMap((option): ComboboxParsedItem[] => {
    if (!isGroup(option)) return matches(option) ? [option] : [];
    const items = (option.items as ComboboxItem[]).filter(matches);
    return items.length > 0 ? [{ ...option, items }] : [];
  });
};

function isGroup(option: ComboboxParsedItem): option is ComboboxItemGroup<ComboboxItem> {
  return 'items' in option;
}
