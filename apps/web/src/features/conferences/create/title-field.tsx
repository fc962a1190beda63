import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** As core allows (plan/shapes.ts). */
const TITLE_MAX_CHARS = 300;

export function TitleField({ title, onChange }: { readonly title: string; readonly onChange: (title: string) => void }) {
  const { t } = useTranslation();
  return (
    <TextInput
      label={t('planning.field.title')}
      value={title}
      onChange={(event) => onChange(event.currentTarget.value)}
      maxLength={TITLE_MAX_CHARS}
      required
      data-testid="new-title"
    />
  );
}
