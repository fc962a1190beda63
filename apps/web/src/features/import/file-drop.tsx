import { useState } from 'react';
import type { DragEvent } from 'react';
import { ActionIcon, Button, FileButton } from '@mantine/core';
import { IconFileSpreadsheet, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './file-drop.module.css';

interface FileDropProps {
  readonly files: readonly File[];
  readonly onChange: (files: readonly File[]) => void;
}

/** As many as the server takes: units, sites and people each in a file of its own. */
const FILES_MAX = 3;
const ACCEPTED = '.xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function FileDrop({ files, onChange }: FileDropProps) {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const [tooMany, setTooMany] = useState(false);
  const add = (more: readonly File[]) => {
    const names = new Set(more.map(({ name }) => name));
    // The same file again, corrected, takes the place of the old one.
    const all = [...files.filter(({ name }) => !names.has(name)), ...more];
    setTooMany(all.length > FILES_MAX);
    onChange(all.slice(0, FILES_MAX));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    add([...event.dataTransfer.files]);
  };
  const drag = (inside: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(inside);
  };
  return (
    <>
      <div className={styles.zone} data-over={over} onDrop={drop} onDragOver={drag(true)} onDragLeave={drag(false)}>
        <IconFileSpreadsheet size="2rem" stroke={1.5} aria-hidden="true" />
        <span>{t('transfer.drop')}</span>
        <FileButton onChange={add} accept={ACCEPTED} multiple inputProps={{ 'data-testid': 'import-file' } as never}>
          {(props) => (
            <Button variant="default" {...props}>
              {t('transfer.pick')}
            </Button>
          )}
        </FileButton>
      </div>
      {tooMany && (
        <p role="alert" className={styles.warning}>
          {t('transfer.tooMany')}
        </p>
      )}
      <ul className={styles.list}>
        {files.map((file) => (
          <li key={file.name} className={styles.file}>
            <span className={styles.name}>{file.name}</span>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t('transfer.remove', { name: file.name })}
              onClick={() => onChange(files.filter((one) => one !== file))}
            >
              <IconX size="1.125rem" />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </>
  );
}
