import { Button } from '@mantine/core';
import { IconPresentation, IconPresentationOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SiteId } from '@diemcau/core';
import { useRules } from '../../live/use-rules.ts';
import { useSlides } from './use-slides.ts';

/** Sharing a screen; offered to the hall and to whoever has the floor. */
export function SlidesButton({ siteId }: { readonly siteId: SiteId }) {
  const { t } = useTranslation();
  const why = useRules();
  const slides = useSlides(siteId);
  if (slides.sharing) {
    return (
      <Button
        variant="outline"
        color="red.3"
        size="md"
        leftSection={<IconPresentationOff size="1.25rem" />}
        onClick={slides.stop}
        data-testid="stop-slides"
      >
        {t('siteRoom.request.stopSlides')}
      </Button>
    );
  }
  if (why({ type: 'StartSlides', siteId }) !== null) return null;
  return (
    <Button variant="default" size="md" leftSection={<IconPresentation size="1.25rem" />} onClick={slides.start} data-testid="share-slides">
      {t('siteRoom.request.shareSlides')}
    </Button>
  );
}
