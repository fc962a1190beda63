import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { ActionIcon, Button, Loader } from '@mantine/core';
import { IconDownload, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './document-reader.module.css';

const PdfView = lazy(async () => ({ default: (await import('./pdf-view.tsx')).PdfView }));

export interface ReadFile {
  /** Another one is another file. */
  readonly url: string;
  readonly mediaType: string;
  readonly load: () => Promise<Blob>;
}

interface DocumentReaderProps {
  readonly title: string;
  /** null: it is being converted, or cannot be read in the page. */
  readonly file: ReadFile | null;
  readonly converting: boolean;
  readonly onSave: () => void;
  readonly onClose: () => void;
}

/** One document in the page: PDF, picture, or why neither. Escape closes it. */
export function DocumentReader({ title, file, converting, onSave, onClose }: DocumentReaderProps) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  // On a phone the document stands above the list it was chosen from: the focus brings it into sight.
  useEffect(() => heading.current?.focus(), []);
  return (
    <section
      className={styles.reader}
      aria-label={t('documents.reader.label')}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
      data-testid="document-reader"
    >
      <header className={styles.head}>
        <h2 ref={heading} tabIndex={-1} className={styles.title}>
          {title}
        </h2>
        <ActionIcon variant="default" size="xl" aria-label={t('documents.save', { title })} onClick={onSave}>
          <IconDownload size="1.25rem" />
        </ActionIcon>
        <ActionIcon variant="default" size="xl" aria-label={t('documents.reader.close')} onClick={onClose} data-testid="reader-close">
          <IconX size="1.25rem" />
        </ActionIcon>
      </header>
      {file ? (
        <Loaded key={file.url} file={file} title={title} />
      ) : (
        <Note>{t(converting ? 'documents.reader.converting' : 'documents.reader.saveOnly')}</Note>
      )}
    </section>
  );
}

type Load = { readonly state: 'loading' } | { readonly state: 'missing' } | { readonly state: 'there'; readonly blob: Blob };

function Loaded({ file, title }: { readonly file: ReadFile; readonly title: string }) {
  const { t } = useTranslation();
  const [load, setLoad] = useState<Load>({ state: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const latest = useRef(file);
  latest.current = file;
  useEffect(() => {
    let over = false;
    setLoad({ state: 'loading' });
    latest.current.load().then(
      (blob) => !over && setLoad({ state: 'there', blob }),
      () => !over && setLoad({ state: 'missing' }),
    );
    return () => {
      over = true;
    };
  }, [attempt]);
  if (load.state === 'loading') return <Waiting />;
  if (load.state === 'missing')
    return (
      <Note>
        {t('documents.reader.missing')}
        <Button variant="default" onClick={() => setAttempt(attempt + 1)}>
          {t('documents.reader.again')}
        </Button>
      </Note>
    );
  if (file.mediaType.startsWith('image/')) return <Picture blob={load.blob} title={title} />;
  return (
    <Suspense fallback={<Waiting />}>
      <PdfView file={load.blob} title={title} />
    </Suspense>
  );
}

function Picture({ blob, title }: { readonly blob: Blob; readonly title: string }) {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return <div className={styles.picture}>{url && <img src={url} alt={title} />}</div>;
}

function Waiting() {
  const { t } = useTranslation();
  return (
    <Note>
      <Loader size="md" color="gray" type="dots" />
      {t('documents.reader.opening')}
    </Note>
  );
}

function Note({ children }: { readonly children: ReactNode }) {
  return (
    <div role="status" className={styles.note}>
      {children}
    </div>
  );
}
