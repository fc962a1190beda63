import { useState } from 'react';
import type { FormEvent } from 'react';
import { Button, NativeSelect, Select, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { organisationProfile, writeProfile } from '../../live/keeping-api.ts';
import type { OrganisationProfile } from '../../live/keeping-api.ts';
import { LoadFailure } from '../../live/load-failure.tsx';
import { useLoaded } from '../../live/use-loaded.ts';
import { useTroubleText } from '../../live/use-trouble-text.ts';
import { Card } from '../../ui/card.tsx';
import { tellDone } from '../../ui/tell.ts';
import styles from './administration.module.css';

export function ProfileTab({ mayChange }: { readonly mayChange: boolean }) {
  const { t } = useTranslation();
  const { value, problem, again } = useLoaded('profile', organisationProfile);
  if (problem) {
    return <LoadFailure problem={problem} again={again} />;
  }
  if (!value) return <Skeleton height={280} radius="lg" aria-label={t('staff.loading')} />;
  return <ProfileForm key={JSON.stringify(value)} profile={value} mayChange={mayChange} onSaved={again} />;
}

/** As the server allows. */
const NAME_MAX_CHARS = 300;

interface ProfileFormProps {
  readonly profile: OrganisationProfile;
  readonly mayChange: boolean;
  readonly onSaved: () => void;
}

function ProfileForm({ profile, mayChange, onSaved }: ProfileFormProps) {
  const { t } = useTranslation();
  const troubleText = useTroubleText();
  const [form, setForm] = useState(profile);
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const answer = await writeProfile({ ...form, name: form.name.trim() });
    setBusy(false);
    setTrouble(answer.ok ? '' : troubleText(answer.problem));
    if (!answer.ok) return;
    tellDone(t('administration.profile.saved'));
    onSaved();
  };
  return (
    <Card title={t('administration.profile.title')}>
      <form onSubmit={(event) => void save(event)} className={styles.form}>
        <Stack gap="md">
          <TextInput
            label={t('administration.profile.name')}
            value={form.name}
            maxLength={NAME_MAX_CHARS}
            required
            readOnly={!mayChange}
            onChange={(event) => setForm({ ...form, name: event.currentTarget.value })}
            data-testid="profile-name"
          />
          <Select
            label={t('administration.profile.timeZone')}
            description={t('administration.profile.timeZoneHint')}
            data={timeZones(form.timeZone)}
            value={form.timeZone}
            searchable
            allowDeselect={false}
            readOnly={!mayChange}
            onChange={(timeZone) => setForm({ ...form, timeZone: timeZone ?? form.timeZone })}
          />
          <NativeSelect
            label={t('administration.profile.language')}
            value={form.language}
            disabled={!mayChange}
            data={(['vi', 'en'] as const).map((language) => ({ value: language, label: t(`language.${language}`) }))}
            onChange={(event) => setForm({ ...form, language: event.currentTarget.value as 'vi' | 'en' })}
          />
          {trouble !== '' && (
            <Text role="alert" c="var(--dc-on-air-text)">
              {trouble}
            </Text>
          )}
          {mayChange && (
            <div>
              <Button type="submit" loading={busy} disabled={form.name.trim() === ''} data-testid="profile-save">
                {t('administration.profile.save')}
              </Button>
            </div>
          )}
        </Stack>
      </form>
    </Card>
  );
}

/** Every one this browser knows; the one that is set stands there in any case. */
function timeZones(current: string): string[] {
  const all = typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [];
  return [...new Set([current, 'Asia/Ho_Chi_Minh', ...all])];
}
