import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** The tab says what the page is, then whose program it is. */
export function useDocumentTitle(title: string): void {
  const { t } = useTranslation();
  const product = t('product');
  useEffect(() => {
    document.title = `${title} · ${product}`;
  }, [title, product]);
}
