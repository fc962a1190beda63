import { Group, NumberInput, Stack, TextInput } from '@mantine/core';
import { SITE_CAPACITY_MAX } from '@diemcau/core';
import { useTranslation } from 'react-i18next';
import type { Site } from '../../live/organisation-api.ts';

export type SiteWords = Pick<Site, 'name' | 'code' | 'kind' | 'room' | 'address' | 'capacity'>;
export const NO_SITE: SiteWords = { name: '', code: '', kind: '', room: '', address: '', capacity: 0 };

/** As long as core allows (site/commands.ts). */
const MAX_CHARS = { name: 200, code: 100, kind: 100, room: 200, address: 500 } as const;

interface SiteFieldsProps {
  readonly words: SiteWords;
  readonly onChange: (words: SiteWords) => void;
}

export function SiteFields({ words, onChange }: SiteFieldsProps) {
  const { t } = useTranslation();
  const text = (field: keyof typeof MAX_CHARS) => ({
    label: t(`sites.field.${field}`),
    value: words[field],
    maxLength: MAX_CHARS[field],
    onChange: (event: { currentTarget: { value: string } }) => onChange({ ...words, [field]: event.currentTarget.value }),
    'data-testid': `site-${field}`,
  });
  return (
    <Stack gap="sm">
      <TextInput {...text('name')} required />
      <Group grow align="flex-start">
        <TextInput {...text('kind')} />
        <TextInput {...text('code')} />
      </Group>
      <Group grow align="flex-start">
        <TextInput {...text('room')} />
        <NumberInput
          label={t('sites.field.capacity')}
          value={words.capacity === 0 ? '' : words.capacity}
          min={0}
          max={SITE_CAPACITY_MAX}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          onChange={(value) => onChange({ ...words, capacity: Number(value) || 0 })}
        />
      </Group>
      <TextInput {...text('address')} />
    </Stack>
  );
}

export function tidySite(words: SiteWords): SiteWords {
  const { name, code, kind, room, address, capacity } = words;
  return { name: name.trim(), code: code.trim(), kind: kind.trim(), room: room.trim(), address: address.trim(), capacity };
}
