import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { ActionIcon } from '@mantine/core';
import { IconArrowsHorizontal, IconChevronLeft, IconChevronRight, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './document-reader.module.css';
import { PageField } from './page-field.tsx';
import { PasswordNeeded, PdfPages } from './pdf-pages.ts';
import type { PageNumbers } from './pdf-pages.ts';
import './pdf-view.css';

interface PdfViewProps {
  readonly file: Blob;
  readonly title: string;
}

type Opened =
  { readonly state: 'opening' } | { readonly state: 'open'; readonly pages: PdfPages } | { readonly state: 'password' | 'broken' };

/** A PDF with its pages below one another; keys turn pages and zoom while it has the focus. */
export function PdfView({ file, title }: PdfViewProps) {
  const { t } = useTranslation();
  const container = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<Opened>({ state: 'opening' });
  const [numbers, setNumbers] = useState<PageNumbers | null>(null);
  useOpenedFile({ file, container, setOpened, setNumbers });
  const pages = opened.state === 'open' ? opened.pages : null;
  const trouble = opened.state === 'password' || opened.state === 'broken' ? opened.state : null;
  return (
    <>
      {pages && numbers && <PdfTools pages={pages} numbers={numbers} />}
      <div className={styles.stage}>
        <div
          ref={container}
          className={styles.scroll}
          tabIndex={0}
          role="document"
          aria-label={title}
          aria-busy={opened.state === 'opening'}
          onKeyDown={(event) => pages && turned(event, pages)}
          data-testid="pdf-pages"
        >
          <div className="pdfViewer" />
        </div>
        {opened.state === 'opening' && (
          <p role="status" className={styles.trouble}>
            {t('documents.reader.opening')}
          </p>
        )}
        {trouble && (
          <p role="alert" className={styles.trouble}>
            {t(`documents.reader.${trouble}`)}
          </p>
        )}
      </div>
    </>
  );
}

interface OpenedFile {
  readonly file: Blob;
  readonly container: { readonly current: HTMLDivElement | null };
  readonly setOpened: (opened: Opened) => void;
  readonly setNumbers: (numbers: PageNumbers | null) => void;
}

function useOpenedFile({ file, container, setOpened, setNumbers }: OpenedFile): void {
  useEffect(() => {
    let over = false;
    let pages: PdfPages | null = null;
    setOpened({ state: 'opening' });
    void (async () => {
      try {
        pages = await PdfPages.open(container.current!, await file.arrayBuffer(), (numbers) => !over && setNumbers(numbers));
        if (over) return pages.close();
        setOpened({ state: 'open', pages });
        container.current?.focus({ preventScroll: true });
      } catch (error) {
        if (!over) setOpened({ state: error instanceof PasswordNeeded ? 'password' : 'broken' });
      }
    })();
    return () => {
      over = true;
      pages?.close();
    };
  }, [file, container, setOpened, setNumbers]);
}

const KEYS: Readonly<Record<string, (pages: PdfPages) => void>> = {
  ArrowRight: (pages) => pages.step(1),
  PageDown: (pages) => pages.step(1),
  ArrowLeft: (pages) => pages.step(-1),
  PageUp: (pages) => pages.step(-1),
  '+': (pages) => pages.zoom(1),
  '=': (pages) => pages.zoom(1),
  '-': (pages) => pages.zoom(-1),
  '0': (pages) => pages.fit(),
};

function turned(event: KeyboardEvent, pages: PdfPages): void {
  const act = Object.hasOwn(KEYS, event.key) ? KEYS[event.key] : undefined;
  if (!act || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  // The console has keys of its own.
  event.stopPropagation();
  act(pages);
}

function PdfTools({ pages, numbers }: { readonly pages: PdfPages; readonly numbers: PageNumbers }) {
  const { t } = useTranslation();
  const { page, count } = numbers;
  const tools = [
    { key: 'previous', icon: IconChevronLeft, act: () => pages.step(-1), disabled: page <= 1 },
    { key: 'next', icon: IconChevronRight, act: () => pages.step(1), disabled: page >= count },
    { key: 'smaller', icon: IconZoomOut, act: () => pages.zoom(-1), disabled: false },
    { key: 'larger', icon: IconZoomIn, act: () => pages.zoom(1), disabled: false },
    { key: 'fit', icon: IconArrowsHorizontal, act: () => pages.fit(), disabled: false },
  ] as const;
  return (
    <div role="toolbar" aria-label={t('documents.reader.tools')} className={styles.tools}>
      <PageField page={page} count={count} onGo={(next) => pages.go(next)} />
      {tools.map(({ key, icon: Icon, act, disabled }) => (
        <ActionIcon
          key={key}
          data-tool={key}
          variant="default"
          size="xl"
          aria-label={t(`documents.reader.${key}`)}
          onClick={act}
          disabled={disabled}
        >
          <Icon size="1.25rem" />
        </ActionIcon>
      ))}
      <span role="status" className="dc-unseen">
        {t('documents.reader.page', { page, count })}
      </span>
    </div>
  );
}
