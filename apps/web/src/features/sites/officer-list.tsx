import { useState } from 'react';
import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { IconPencil, IconUserMinus, IconUserPlus } from '@tabler/icons-react';
import type { SiteCommand } from '@diemcau/core';
import { useTranslation } from 'react-i18next';
import { contactsOf } from '../../live/organisation-api.ts';
import type { Contact, Site } from '../../live/organisation-api.ts';
import { useStaff } from '../../live/staff.ts';
import { useLoaded } from '../../live/use-loaded.ts';
import { newId } from '../../live/new-id.ts';
import { ContactDialog } from './contact-dialog.tsx';
import { useSiteCommand } from './site-dialog.tsx';
import card from '../../ui/card.module.css';
import styles from './site-page.module.css';

interface OfficerListProps {
  readonly site: Site;
  /** Those whose particulars the reader may see. */
  readonly officers: readonly Contact[];
  readonly onDone: () => void;
}

/** Whom to ring up. */
export function OfficerList({ site, officers, onDone }: OfficerListProps) {
  const { t } = useTranslation();
  const { may } = useStaff();
  const [trouble, setTrouble] = useState('');
  const [writing, setWriting] = useState<Contact | null>(null);
  const send = useSiteCommand();
  const act = async (command: SiteCommand) => {
    const refused = await send(command);
    setTrouble(refused ?? '');
    if (refused === null) onDone();
  };
  const hiddenCount = site.officers.length - officers.length;
  const mayPost = may('site.change') && may('contact.read') && site.active;
  const mayWrite = mayPost && may('contact.change');
  const relieve = (contactId: string) => void act({ type: 'RelieveOfficer', siteId: site.siteId, contactId });
  return (
    <section className={card.card}>
      <div className={card.head}>
        <h2 className={card.title}>{t('sites.officer.title')}</h2>
      </div>
      <ul className={styles.list}>
        {officers.map((officer) => (
          <Officer
            key={officer.contactId}
            officer={officer}
            {...(mayPost ? { onRelieve: relieve } : {})}
            {...(mayWrite ? { onEdit: setWriting } : {})}
          />
        ))}
      </ul>
      {site.officers.length === 0 && <p className={card.quiet}>{t('sites.officer.none')}</p>}
      {hiddenCount > 0 && <p className={card.quiet}>{t('sites.officer.hidden', { count: hiddenCount })}</p>}
      {mayPost && <PostOfficer site={site} onPost={(contactId) => void act({ type: 'PostOfficer', siteId: site.siteId, contactId })} />}
      {mayWrite && (
        <Button
          variant="subtle"
          leftSection={<IconUserPlus size="1.125rem" />}
          onClick={() => setWriting(newContact(site))}
          className={styles.addNew ?? ''}
          data-testid="contact-new"
        >
          {t('sites.officer.addNew')}
        </Button>
      )}
      {writing && (
        <ContactDialog
          contact={writing}
          onClose={() => setWriting(null)}
          onWritten={async ({ contactId }) => {
            const posted = site.officers.includes(contactId) ? null : await send({ type: 'PostOfficer', siteId: site.siteId, contactId });
            if (posted === null) onDone();
            return posted;
          }}
        />
      )}
      {trouble !== '' && (
        <p role="alert" className={card.trouble}>
          {trouble}
        </p>
      )}
    </section>
  );
}

function newContact({ placeId, unitId }: Site): Contact {
  return { contactId: newId(), code: '', name: '', post: '', phone: '', email: '', unitId: placeId ?? unitId, role: null };
}

interface OfficerProps {
  readonly officer: Contact;
  readonly onRelieve?: (contactId: string) => void;
  readonly onEdit?: (officer: Contact) => void;
}

function Officer({ officer, onRelieve, onEdit }: OfficerProps) {
  const { t } = useTranslation();
  const { contactId, name, post, phone, email } = officer;
  return (
    <li className={styles.officer}>
      <div>
        <div className={card.name}>{name}</div>
        {post !== '' && <div className={card.quiet}>{post}</div>}
        <div>
          {phone === '' ? (
            <span className={card.quiet}>{t('sites.officer.noPhone')}</span>
          ) : (
            <a href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`}>{phone}</a>
          )}
        </div>
        {email !== '' && <a href={`mailto:${email}`}>{email}</a>}
      </div>
      <div className={styles.officerActions}>
        {onEdit && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('sites.officer.edit', { name })}
            title={t('sites.officer.edit', { name })}
            onClick={() => onEdit(officer)}
          >
            <IconPencil size="1.25rem" stroke={1.75} />
          </ActionIcon>
        )}
        {onRelieve && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('sites.action.relieve', { name })}
            title={t('sites.action.relieve', { name })}
            onClick={() => onRelieve(contactId)}
          >
            <IconUserMinus size="1.25rem" stroke={1.75} />
          </ActionIcon>
        )}
      </div>
    </li>
  );
}

function PostOfficer({ site, onPost }: { readonly site: Site; readonly onPost: (contactId: string) => void }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState('');
  const unitId = site.placeId ?? site.unitId;
  const { value } = useLoaded(unitId, () => contactsOf(unitId));
  const free = (value?.contacts ?? []).filter(({ contactId }) => !site.officers.includes(contactId));
  if (!value) return null;
  if (free.length === 0) return <p className={card.quiet}>{t('sites.officer.nobody')}</p>;
  const contactId = free.some((contact) => contact.contactId === chosen) ? chosen : free[0]!.contactId;
  return (
    <div className={styles.post}>
      <NativeSelect
        label={t('sites.officer.add')}
        value={contactId}
        onChange={(event) => setChosen(event.currentTarget.value)}
        data={free.map((contact) => ({ value: contact.contactId, label: [contact.name, contact.post].filter(Boolean).join(', ') }))}
      />
      <Button variant="default" onClick={() => onPost(contactId)}>
        {t('sites.action.post')}
      </Button>
    </div>
  );
}
