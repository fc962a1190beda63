import { useState } from 'react';
import type { FormEvent } from 'react';
import { Button, Group, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ListedPerson, NewArrival } from '../../../live/attendance-api.ts';
import styles from './check-in.module.css';

interface ArrivalFormProps {
  /** Whom the new person stands in for; null: nobody. */
  readonly instead: ListedPerson | null;
  readonly onSave: (arrival: NewArrival) => Promise<ListedPerson | null>;
  readonly onClose: () => void;
}

export function ArrivalForm({ instead, onSave, onClose }: ArrivalFormProps) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [post, setPost] = useState('');
  const [unitName, setUnitName] = useState(instead?.unitName ?? '');
  const [busy, setBusy] = useState(false);
  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    const arrival = { name: name.trim(), post: post.trim(), unitName: unitName.trim() };
    const saved = await onSave(instead ? { ...arrival, substituteFor: instead.personId } : arrival);
    setBusy(false);
    if (saved) onClose();
  }
  return (
    <form className={styles.door} onSubmit={(event) => void submit(event)}>
      <h3>{instead ? t('attendance.arrival.titleFor', { name: instead.name }) : t('attendance.arrival.title')}</h3>
      <TextInput
        label={t('attendance.arrival.name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={200}
        required
        autoFocus
        data-testid="arrival-name"
      />
      <TextInput
        label={t('attendance.arrival.post')}
        description={t('attendance.arrival.optional')}
        value={post}
        onChange={(event) => setPost(event.currentTarget.value)}
        maxLength={200}
      />
      <TextInput
        label={t('attendance.arrival.unit')}
        description={t('attendance.arrival.optional')}
        value={unitName}
        onChange={(event) => setUnitName(event.currentTarget.value)}
        maxLength={300}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button type="submit" disabled={name.trim() === ''} loading={busy} data-testid="arrival-save">
          {t('attendance.arrival.save')}
        </Button>
      </Group>
    </form>
  );
}
