import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './document-reader.module.css';

interface PageFieldProps {
  readonly page: number;
  readonly count: number;
  readonly onGo: (page: number) => void;
}

/** The page one is on, and a way to another by its number. */
export function PageField({ page, count, onGo }: PageFieldProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(String(page));
  useEffect(() => setText(String(page)), [page]);
  const go = () => {
    const wanted = Number(text);
    if (Number.isInteger(wanted) && wanted >= 1 && wanted <= count) onGo(wanted);
    else setText(String(page));
  };
  return (
    <form
      className={styles.page}
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <input
        className={styles.number}
        inputMode="numeric"
        aria-label={t('documents.reader.goTo')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={go}
        data-testid="pdf-page"
      />
      <span aria-hidden="true">/ {count}</span>
    </form>
  );
}
