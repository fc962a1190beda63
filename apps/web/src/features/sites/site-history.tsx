import { useTranslation } from 'react-i18next';
import type { SiteFact } from '../../live/organisation-api.ts';
import card from '../../ui/card.module.css';
import { dayTimeText } from '../../ui/time-text.ts';
import styles from './site-page.module.css';

const KNOWN = ['SitesRegistered', 'SiteRevised', 'SiteMoved', 'SiteRetired', 'SiteRestored', 'OfficerPosted', 'OfficerRelieved'] as const;
type KnownType = (typeof KNOWN)[number];

/** Newest first. */
export function SiteHistory({ facts }: { readonly facts: readonly SiteFact[] }) {
  const { t, i18n } = useTranslation();
  return (
    <section className={card.card}>
      <div className={card.head}>
        <h2 className={card.title}>{t('sites.history.title')}</h2>
      </div>
      <ol className={styles.list}>
        {facts.toReversed().map(({ event, atMs, unitName }, place) => (
          <li key={place} className={styles.event}>
            <span>
              {t(`sites.history.${wordKey(event.type)}`)}
              {unitName !== null && `: ${unitName}`}
              {typeof event['reason'] === 'string' && event['reason'] !== '' && `: ${event['reason']}`}
            </span>
            <span className={card.quiet}>{dayTimeText(atMs, i18n.language)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function wordKey(type: string): KnownType | 'other' {
  return KNOWN.find((known) => known === type) ?? 'other';
}
