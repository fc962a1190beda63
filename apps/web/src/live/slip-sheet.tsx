import { useTranslation } from 'react-i18next';
import { PrintSheet } from '../ui/print-sheet.tsx';
import { QrCode } from '../ui/qr-code.tsx';
import type { Slip } from './accounts-api.ts';
import styles from './slip-sheet.module.css';

/** One sheet of A4 in the language of whoever gets it. */
export function SlipSheet({ slip }: { readonly slip: Slip }) {
  const { i18n } = useTranslation();
  const t = i18n.getFixedT(slip.language);
  const { subject, paragraphs, url, language } = slip;
  return (
    <PrintSheet>
      <article lang={language} className={styles.slip}>
        <h1 className={styles.title}>{subject}</h1>
        {paragraphs.map((paragraph) =>
          paragraph === url ? (
            <div key="link" className={styles.link}>
              <QrCode text={url} label={t('accounts.link.qr')} className={styles.code} />
              <p>
                {t('accounts.link.orOpen')}
                <br />
                <span className={styles.address}>{url}</span>
              </p>
            </div>
          ) : (
            <p key={paragraph}>{paragraph}</p>
          ),
        )}
      </article>
    </PrintSheet>
  );
}
