import { IconArrowsMaximize, IconLayoutColumns, IconPresentation, IconUser, IconWand } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './layout-bar.module.css';
import { LAYOUT_CHOICES } from './layout-choice.ts';
import type { LayoutChoice } from './layout-choice.ts';

interface LayoutBarProps {
  readonly choice: LayoutChoice;
  readonly onChoose: (choice: LayoutChoice) => void;
  /** Somebody shares slides. */
  readonly slides: boolean;
  readonly stage: React.RefObject<HTMLElement | null>;
}

const ICONS = { auto: IconWand, speaker: IconUser, side: IconLayoutColumns, slides: IconPresentation } as const;

export function LayoutBar({ choice, onChoose, slides, stage }: LayoutBarProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.bar}>
      <div role="group" aria-label={t('siteRoom.layout.label')} className={styles.choices}>
        {LAYOUT_CHOICES.map((one) => {
          const Icon = ICONS[one];
          return (
            <button
              key={one}
              type="button"
              className={styles.choice}
              aria-pressed={choice === one}
              aria-label={t(`siteRoom.layout.${one}`)}
              disabled={one === 'slides' && !slides}
              data-testid={`layout-${one}`}
              onClick={() => onChoose(one)}
            >
              <Icon size="1.125rem" aria-hidden="true" />
              <span className={styles.words}>{t(`siteRoom.layout.${one}`)}</span>
            </button>
          );
        })}
      </div>
      <button
        type="button"
        className={styles.choice}
        aria-label={t('siteRoom.fullScreen')}
        onClick={() => void toggleFullScreen(stage.current)}
      >
        <IconArrowsMaximize size="1.125rem" aria-hidden="true" />
        <span className={styles.words}>{t('siteRoom.fullScreen')}</span>
      </button>
    </div>
  );
}

async function toggleFullScreen(stage: HTMLElement | null): Promise<void> {
  if (document.fullscreenElement) return document.exitFullscreen();
  // A browser without full screen (some telephones) keeps the page as it is.
  await stage?.requestFullscreen?.().catch(() => undefined);
}
