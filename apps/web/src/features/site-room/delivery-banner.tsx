import { IconCodeOff, IconPictureInPicture, IconTextCaption, IconUpload, IconVolume } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { selectDelivery, useLive } from '../../live/use-live.ts';
import { deliveryTrouble, sendingTrouble } from './delivery-trouble.ts';
import type { DeliveryTrouble, SendingTrouble } from './delivery-trouble.ts';
import styles from './link-banner.module.css';

type Trouble = DeliveryTrouble | SendingTrouble;

const ICONS: Readonly<Record<Trouble, typeof IconVolume>> = {
  small: IconPictureInPicture,
  audio: IconVolume,
  text: IconTextCaption,
  undecoded: IconCodeOff,
  sendsSmall: IconUpload,
  sendsSound: IconUpload,
};

/** The room gets, or may send, less than everything: what it is, and that the rest comes back by itself. */
export function DeliveryBanner() {
  const delivery = useLive(selectDelivery);
  return [deliveryTrouble(delivery), sendingTrouble(delivery)].map(
    (trouble) => trouble !== null && <TroubleBanner key={trouble} trouble={trouble} />,
  );
}

function TroubleBanner({ trouble }: { readonly trouble: Trouble }) {
  const { t } = useTranslation();
  const Icon = ICONS[trouble];
  return (
    <div role="status" className={styles.banner} data-testid="delivery-banner" data-trouble={trouble}>
      <Icon size="1.375rem" aria-hidden="true" className={styles.icon} />
      <p>
        <strong>{t(`views.delivery.${trouble}.title`)}.</strong> {t(`views.delivery.${trouble}.text`)}
      </p>
    </div>
  );
}
