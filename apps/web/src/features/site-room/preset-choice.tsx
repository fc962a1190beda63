import { Radio } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DevicePreset } from '../../live/devices.ts';

interface PresetChoiceProps {
  readonly preset: DevicePreset;
  readonly onChange: (preset: DevicePreset) => void;
}

/** A laptop's microphone needs help; a mixer's line must be left alone. */
export function PresetChoice({ preset, onChange }: PresetChoiceProps) {
  const { t } = useTranslation();
  return (
    <Radio.Group label={t('siteRoom.setup.preset')} value={preset} onChange={(value) => onChange(value === 'mixer' ? 'mixer' : 'laptop')}>
      <Radio mt="xs" value="laptop" label={t('siteRoom.setup.presetLaptop')} description={t('siteRoom.setup.presetLaptopHint')} />
      <Radio mt="xs" value="mixer" label={t('siteRoom.setup.presetMixer')} description={t('siteRoom.setup.presetMixerHint')} />
    </Radio.Group>
  );
}
