import type { HelpKind } from '@diemcau/core';
import { IconDeviceTv, IconHelpCircle, IconVolume, IconWifi } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

const ICONS: Readonly<Record<HelpKind, typeof IconWifi>> = {
  picture: IconDeviceTv,
  sound: IconVolume,
  network: IconWifi,
  other: IconHelpCircle,
};

/** What is wrong, as a sign and a word. */
export function HelpKindMark({ kind }: { readonly kind: HelpKind }) {
  const { t } = useTranslation();
  const Icon = ICONS[kind];
  return (
    <>
      <Icon size="1.125em" aria-hidden="true" />
      {t(`help.kind.${kind}`)}
    </>
  );
}
