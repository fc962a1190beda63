import { Group, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export interface UnitWords {
  readonly name: string;
  readonly code: string;
  readonly kind: string;
}

export const NO_WORDS: UnitWords = { name: '', code: '', kind: '' };

/** As long as core allows (tree/commands.ts). */
const NAME_MAX_CHARS = 300;
const WORD_MAX_CHARS = 100;

interface UnitFieldsProps {
  readonly words: UnitWords;
  readonly onChange: (words: UnitWords) => void;
  readonly testId?: string;
}

export function UnitFields({ words, onChange, testId = 'unit' }: UnitFieldsProps) {
  const { t } = useTranslation();
  const put = (field: keyof UnitWords) => (event: { currentTarget: { value: string } }) =>
    onChange({ ...words, [field]: event.currentTarget.value });
  return (
    <Stack gap="sm">
      <TextInput
        label={t('organisation.field.name')}
        required
        value={words.name}
        onChange={put('name')}
        maxLength={NAME_MAX_CHARS}
        data-testid={`${testId}-name`}
      />
      <Group grow align="flex-start">
        <TextInput
          label={t('organisation.field.kind')}
          value={words.kind}
          onChange={put('kind')}
          maxLength={WORD_MAX_CHARS}
          placeholder={t('organisation.change.kindExample')}
        />
        <TextInput label={t('organisation.field.code')} value={words.code} onChange={put('code')} maxLength={WORD_MAX_CHARS} />
      </Group>
    </Stack>
  );
}

export function tidyWords({ name, code, kind }: UnitWords): UnitWords {
  return { name: name.trim(), code: code.trim(), kind: kind.trim() };
}
