import { useRef, useState } from 'react';
import { ActionIcon, FileButton, Menu } from '@mantine/core';
import { IconDotsVertical, IconDownload, IconFileText, IconPencil, IconPhoto, IconReplace, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ListedDocument } from '../../../live/documents/documents-api.ts';
import { sizeText, typeLabel } from '../../../live/documents/file-words.ts';
import styles from './documents-panel.module.css';
import { EditDocumentDialog } from './edit-document-dialog.tsx';
import { useSaveFile } from './use-save-file.ts';
import type { Uploads } from './use-uploads.ts';
import { WithdrawDialog } from './withdraw-dialog.tsx';

interface DeskDocumentRowProps {
  readonly document: ListedDocument;
  readonly uploads: Uploads;
  readonly mayWrite: boolean;
  readonly onOpen: (documentId: string) => void;
}

export function DeskDocumentRow({ document, uploads, mayWrite, onOpen }: DeskDocumentRowProps) {
  const [dialog, setDialog] = useState<'edit' | 'withdraw' | null>(null);
  const Icon = document.mediaType.startsWith('image/') ? IconPhoto : IconFileText;
  return (
    <li className={styles.row} data-testid="desk-document">
      <button type="button" className={styles.open} onClick={() => onOpen(document.documentId)}>
        <Icon size="1.375rem" stroke={1.5} aria-hidden="true" className={styles.icon} />
        <span>
          <span className={styles.name}>{document.title}</span>
          <About document={document} />
        </span>
      </button>
      <Actions document={document} uploads={uploads} mayWrite={mayWrite} onDialog={setDialog} />
      <EditDocumentDialog document={dialog === 'edit' ? document : null} onClose={() => setDialog(null)} />
      <WithdrawDialog document={dialog === 'withdraw' ? document : null} onClose={() => setDialog(null)} />
    </li>
  );
}

function About({ document }: { readonly document: ListedDocument }) {
  const { t, i18n } = useTranslation();
  const { mediaType, bytes, version, reading, visibleTo } = document;
  const parts = [
    typeLabel(mediaType),
    sizeText(bytes, i18n.language),
    version > 1 ? t('documents.version', { version }) : null,
    reading.state === 'converting' ? t('documents.converting') : null,
    reading.state === 'none' ? t('documents.saveOnly') : null,
    t(`documents.visibility.${visibleTo}`),
  ];
  return <span className={styles.about}>{parts.filter((part) => part !== null).join(' · ')}</span>;
}

interface ActionsProps {
  readonly document: ListedDocument;
  readonly uploads: Uploads;
  readonly mayWrite: boolean;
  readonly onDialog: (dialog: 'edit' | 'withdraw') => void;
}

function Actions({ document, uploads, mayWrite, onDialog }: ActionsProps) {
  const { t } = useTranslation();
  const save = useSaveFile();
  const pick = useRef<() => void>(null);
  const { documentId, title } = document;
  return (
    <>
      <FileButton onChange={(file) => file && uploads.revise(documentId, file)}>
        {({ onClick }) => {
          pick.current = onClick;
          return null;
        }}
      </FileButton>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="xl"
            aria-label={t('documents.desk.actions', { title })}
            data-testid="document-actions"
          >
            <IconDotsVertical size="1.25rem" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconDownload size="1.125rem" />} onClick={() => void save(document, document)}>
            {t('documents.desk.save')}
          </Menu.Item>
          {mayWrite && (
            <>
              <Menu.Item leftSection={<IconReplace size="1.125rem" />} onClick={() => pick.current?.()}>
                {t('documents.desk.revise')}
              </Menu.Item>
              <Menu.Item leftSection={<IconPencil size="1.125rem" />} onClick={() => onDialog('edit')}>
                {t('documents.desk.edit')}
              </Menu.Item>
              <Menu.Item
                leftSection={<IconTrash size="1.125rem" />}
                className={styles.danger}
                onClick={() => onDialog('withdraw')}
                data-testid="document-withdraw"
              >
                {t('documents.desk.withdraw')}
              </Menu.Item>
            </>
          )}
          <EarlierFiles document={document} />
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

function EarlierFiles({ document }: { readonly document: ListedDocument }) {
  const { t, i18n } = useTranslation();
  const save = useSaveFile();
  const { earlier, title } = document;
  if (earlier.length === 0) return null;
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{t('documents.desk.earlier')}</Menu.Label>
      {earlier.toReversed().map((file) => (
        <Menu.Item
          key={file.version}
          aria-label={t('documents.desk.earlierSave', { version: file.version, title })}
          onClick={() => void save(document, file)}
        >
          {t('documents.version', { version: file.version })} · {typeLabel(file.mediaType)} · {sizeText(file.bytes, i18n.language)}
        </Menu.Item>
      ))}
    </>
  );
}
