import { useTranslation } from 'react-i18next';
import type { Plan } from '../../live/planning-api.ts';
import { PaperHead } from './paper-head.tsx';
import styles from './paper.module.css';
import { QrCode } from './qr-code.tsx';
import { WithAccess } from './with-access.tsx';

/** Every room's code and QR code, many to a page: for the desk, which answers the phone. */
export function CodesPrint({ plan }: { readonly plan: Plan }) {
  const { t } = useTranslation();
  return (
    <WithAccess plan={plan}>
      {(rooms) => (
        <article className={styles.paper}>
          <PaperHead plan={plan} title={t('planning.prints.title.codes')} />
          <p className={styles.line}>
            {t('planning.sites.accessText', { address: `${location.origin}/join` })} <strong>{t('planning.prints.codesSecret')}</strong>
          </p>
          <ol className={styles.cards}>
            {rooms.map(({ name, unitName, access }, index) => (
              <li key={access.siteId} className={styles.card} data-testid="code-card">
                <QrCode text={access.url} label={t('planning.prints.scan')} className={styles.smallQr} />
                <div className={styles.cardWords}>
                  <p className={styles.cardName}>
                    {index + 1}. {name}
                  </p>
                  {unitName !== name && <p className={styles.small}>{unitName}</p>}
                  <p className={styles.cardCode}>{access.code}</p>
                </div>
              </li>
            ))}
          </ol>
        </article>
      )}
    </WithAccess>
  );
}
