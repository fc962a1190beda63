import { Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { siteContacts } from '../../live/planning-api.ts';
import type { Plan, SiteContacts } from '../../live/planning-api.ts';
import { useLoaded } from '../../live/use-loaded.ts';
import { useTroubleText } from '../../live/use-trouble-text.ts';
import { PaperHead } from './paper-head.tsx';
import styles from './paper.module.css';
import { printedSites } from '../../live/printed-sites.ts';

/** Every room with whom to phone there. */
export function SitesPrint({ plan }: { readonly plan: Plan }) {
  const { t } = useTranslation();
  const troubleText = useTroubleText();
  const { conferenceId } = plan.view;
  const { value, problem } = useLoaded(conferenceId, () => siteContacts(conferenceId));
  const bySite = new Map(value?.sites.map((one) => [one.siteId, one]));
  if (problem) return <p role="alert">{troubleText(problem)}</p>;
  if (!value) return <Loader aria-label={t('staff.loading')} color="gray" type="dots" />;
  return (
    <article className={styles.paper}>
      <PaperHead plan={plan} title={t('planning.prints.title.sites')} />
      <table className={styles.table} data-testid="printed-table">
        <thead>
          <tr>
            <th scope="col" className={styles.number}>
              {t('planning.prints.number')}
            </th>
            <th scope="col">{t('planning.prints.site')}</th>
            <th scope="col" className={styles.place}>
              {t('planning.prints.place')}
            </th>
            <th scope="col" className={styles.officer}>
              {t('planning.prints.officer')}
            </th>
            <th scope="col" className={styles.phone}>
              {t('planning.prints.phone')}
            </th>
          </tr>
        </thead>
        <tbody>
          {printedSites(plan.view).map(({ siteId, name, unitName }, index) => (
            <tr key={siteId}>
              <td className={styles.number}>{index + 1}</td>
              <td>
                <strong>{name}</strong>
                {unitName !== name && <span className={styles.small}>{unitName}</span>}
                {siteId === plan.view.hallSiteId && <span className={styles.small}>{t('hall')}</span>}
              </td>
              <td>{[bySite.get(siteId)?.room, bySite.get(siteId)?.address].filter((word) => word).join(', ')}</td>
              <Officers officers={bySite.get(siteId)?.officers ?? []} />
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  );
}

function Officers({ officers }: { readonly officers: SiteContacts['officers'] }) {
  const { t } = useTranslation();
  if (officers.length === 0)
    return (
      <>
        <td className={styles.faint}>{t('planning.prints.noOfficer')}</td>
        <td />
      </>
    );
  return (
    <>
      <td>
        {officers.map(({ name, post }, index) => (
          <span key={index} className={styles.person}>
            {name}
            {post !== '' && <span className={styles.small}>{post}</span>}
          </span>
        ))}
      </td>
      <td className={styles.phone}>
        {officers.map(({ phone }, index) => (
          <span key={index} className={styles.person}>
            {phone}
          </span>
        ))}
      </td>
    </>
  );
}
