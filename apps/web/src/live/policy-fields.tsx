import { NumberInput, Radio } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FloorPolicy, Settings } from '@diemcau/core';
import { MinutesInput } from './agenda/item-fields.tsx';
import styles from './policy-fields.module.css';

const POLICIES: readonly FloorPolicy[] = ['first-come', 'least-spoken', 'agenda-order', 'round'];
const SECOND_MS = 1_000;
/** The longest a hall waits in silence; core allows a day. */
const GRACE_MAX_S = 600;

interface PolicyFieldsProps {
  readonly settings: Settings;
  readonly onChange: (settings: Settings) => void;
  readonly disabled?: boolean;
}

/** Who speaks when and for how long. */
export function PolicyFields({ settings, onChange, disabled = false }: PolicyFieldsProps) {
  const { t } = useTranslation();
  const change = (part: Partial<Settings>) => onChange({ ...settings, ...part });
  return (
    <fieldset disabled={disabled} className={styles.fields}>
      <Radio.Group label={t('planning.policy.order')} value={settings.policy} onChange={(policy) => change({ policy: policyOf(policy) })}>
        <div className={styles.options}>
          {POLICIES.map((policy) => (
            <Radio
              key={policy}
              value={policy}
              label={t(`planning.policy.${policy}`)}
              description={t(`planning.policy.${policy}Text`)}
              disabled={disabled}
            />
          ))}
        </div>
      </Radio.Group>
      <div className={styles.row}>
        <MinutesInput
          label={t('planning.policy.speech')}
          valueMs={settings.speechMs}
          onChange={(speechMs) => speechMs !== null && speechMs > 0 && change({ speechMs })}
          testId="policy-speech"
        />
        <MinutesInput
          label={t('planning.policy.unit')}
          description={t('planning.policy.unitHint')}
          valueMs={settings.unitMs}
          onChange={(unitMs) => change({ unitMs })}
        />
        <MinutesInput
          label={t('planning.policy.overrun')}
          description={t('planning.policy.overrunHint')}
          valueMs={settings.overrunMs}
          onChange={(overrunMs) => change({ overrunMs })}
          min={0}
        />
        <NumberInput
          label={t('planning.policy.grace')}
          value={settings.graceMs / SECOND_MS}
          onChange={(value) => value !== '' && Number(value) > 0 && change({ graceMs: Number(value) * SECOND_MS })}
          min={1}
          max={GRACE_MAX_S}
          clampBehavior="strict"
          allowDecimal={false}
        />
      </div>
    </fieldset>
  );
}

function policyOf(value: string): FloorPolicy {
  return POLICIES.find((policy) => policy === value) ?? 'first-come';
}
