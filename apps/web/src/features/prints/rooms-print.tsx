import { useTranslation } from 'react-i18next';
import type { Plan } from '../../live/planning-api.ts';
import { dayTimeText } from '../../ui/time-text.ts';
import styles from './paper.module.css';
import { QrCode } from './qr-code.tsx';
import { WithAccess } from './with-access.tsx';
import type { PrintedAccess } from './with-access.tsx';

/** A page for each room, to lie beside its computer. */
export function RoomsPrint({ plan }: { readonly plan: Plan }) {
  return (
    <WithAccess plan={plan}>{(rooms) => rooms.map((room) => <RoomSheet key={room.access.siteId} plan={plan} room={room} />)}</WithAccess>
  );
}

function RoomSheet({ plan, room }: { readonly plan: Plan; readonly room: PrintedAccess }) {
  const { t, i18n } = useTranslation();
  const { view, organisation } = plan;
  const { name, unitName, access } = room;
  return (
    <article className={`${styles.paper} ${styles.room}`} data-testid="room-sheet">
      <header>
        {organisation !== '' && <p className={styles.organisation}>{organisation}</p>}
        {view.rehearsal && <p className={styles.rehearsal}>{t('planning.rehearsalMark')}</p>}
        <p className={styles.conference}>{view.title}</p>
        {view.startsAtMs !== null && (
          <p className={styles.when}>{t('planning.prints.startsAt', { time: dayTimeText(view.startsAtMs, i18n.language) })}</p>
        )}
        <h2 className={styles.roomName}>{name}</h2>
        {unitName !== name && <p className={styles.roomUnit}>{unitName}</p>}
      </header>
      <div className={styles.ways}>
        <div>
          <p className={styles.small}>{t('planning.prints.code')}</p>
          <p className={styles.bigCode}>{access.code}</p>
          <p className={styles.address}>{`${location.origin}/join`}</p>
        </div>
        <figure className={styles.bigQr}>
          <QrCode text={access.url} label={t('planning.prints.scan')} />
          <figcaption className={styles.small}>{t('planning.prints.scan')}</figcaption>
        </figure>
      </div>
      <section>
        <h3 className={styles.stepsTitle}>{t('planning.prints.steps.title')}</h3>
        <ol className={styles.steps}>
          <li>
            {t('planning.prints.steps.open')} <strong className={styles.breakable}>{`${location.origin}/join`}</strong>
          </li>
          <li>
            {t('planning.prints.steps.code')} <strong>{access.code}</strong>
          </li>
          <li>{t('planning.prints.steps.allow')}</li>
          <li>{t('planning.prints.steps.check')}</li>
          <li>{t('planning.prints.steps.wait')}</li>
        </ol>
      </section>
      <footer className={styles.foot}>
        <p>
          <strong>{t('planning.prints.help')}.</strong> {t('planning.prints.writeHere')}
        </p>
        <p className={styles.writing} />
        <p className={styles.small}>{t('planning.prints.secret')}</p>
      </footer>
    </article>
  );
}
