import { useTranslation } from 'react-i18next';
import styles from './lower-third.module.css';

interface LowerThirdProps {
  /** The room that speaks. */
  readonly name: string;
  readonly subject: string;
  readonly pointOfOrder: boolean;
  readonly size?: 'm' | 'hall';
}

/** Who speaks and about what, over the lower edge of the picture. */
export function LowerThird({ name, subject, pointOfOrder, size = 'm' }: LowerThirdProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.lowerThird} data-size={size} data-testid="lower-third">
      <span className={styles.name}>{name}</span>
      <span className={styles.subject}>
        {pointOfOrder && <span className={styles.kind}>{t('requestKind.point-of-order')}</span>}
        {subject}
      </span>
    </div>
  );
}
