import { useState } from 'react';
import type { FormEvent } from 'react';
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { writeContact } from '../../live/organisation-api.ts';
import type { Contact } from '../../live/organisation-api.ts';
import { useTroubleText } from '../../live/use-trouble-text.ts';

interface ContactDialogProps {
  /** As it is; a new one has no name yet. */
  readonly contact: Contact;
  readonly onClose: () => void;
  /** After it was written; resolves to what stands in the way of what follows. */
  readonly onWritten: (contact: Contact) => Promise<string | null>;
}

/** As long as the route takes (http/routes/contacts.ts). */
const MAX_CHARS = { name: 200, post: 200, phone: 40, email: 254 } as const;
const FIELDS = ['name', 'post', 'phone', 'email'] as const;
const KINDS = { name: 'text', post: 'text', phone: 'tel', email: 'email' } as const;

/** Somebody whom the organisation calls, and how to reach them. */
export function ContactDialog({ contact, onClose, onWritten }: ContactDialogProps) {
  const { t } = useTranslation();
  const troubleText = useTroubleText();
  const [words, setWords] = useState(contact);
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const fresh = contact.name === '';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const answer = await writeContact(words);
    const refused = answer.ok ? await onWritten(words) : troubleText(answer.problem);
    setBusy(false);
    setTrouble(refused ?? '');
    if (refused === null) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={fresh ? t('sites.officer.addNew') : t('sites.officer.edit', { name: contact.name })}
      size="lg"
      centered
    >
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="sm">
          {fresh && <Text c="var(--dc-ink-2)">{t('sites.officer.newText')}</Text>}
          {FIELDS.map((field) => (
            <TextInput
              key={field}
              label={t(`sites.officer.${field}`)}
              type={KINDS[field]}
              required={field === 'name'}
              maxLength={MAX_CHARS[field]}
              value={words[field]}
              onChange={(event) => setWords({ ...words, [field]: event.currentTarget.value })}
              data-testid={`contact-${field}`}
            />
          ))}
          {trouble !== '' && (
            <Text role="alert" c="var(--dc-on-air-text)">
              {trouble}
            </Text>
          )}
        </Stack>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={words.name.trim() === ''} data-testid="contact-submit">
            {t(fresh ? 'sites.officer.save' : 'sites.action.save')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
