import { useEffect, useId, useRef } from 'react';
import { Button, CloseButton, Popover } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useConference } from '../../../live/use-live.ts';
import styles from './tour.module.css';
import { stepAfter, TOUR_STEPS } from './tour-steps.ts';
import type { TourStep } from './tour-steps.ts';
import { useTargetBox } from './use-target-box.ts';

interface TourCardProps {
  readonly step: TourStep;
  readonly onStep: (step: TourStep) => void;
  readonly onClose: () => void;
}

/** What the target leads to stays free: the keys under the queue, the clock under the picture. */
const POSITIONS = { look: 'bottom', give: 'left', watch: 'right', wall: 'bottom', end: 'bottom' } as const satisfies Record<
  TourStep,
  string
>;

/** One step beside what it speaks of. The desk stays usable: the card is no modal and keeps nobody in. */
export function TourCard({ step, onStep, onClose }: TourCardProps) {
  const box = useTargetBox(step);
  if (!box) return null;
  const ring = { top: box.top - 4, left: box.left - 4, width: box.width + 8, height: box.height + 8 };
  return (
    <Popover
      opened
      position={POSITIONS[step]}
      // Beside its target where there is room, over it where there is none; never outside the window.
      middlewares={{ flip: true, shift: { padding: 8, crossAxis: true } }}
      width={320}
      withArrow
      withinPortal
      withRoles={false}
      offset={12}
      trapFocus={false}
      closeOnClickOutside={false}
      zIndex={150}
    >
      <Popover.Target>
        <div className={styles.ring} style={ring} />
      </Popover.Target>
      <Popover.Dropdown className={styles.card ?? ''}>
        <TourWords key={step} step={step} onStep={onStep} onClose={onClose} />
      </Popover.Dropdown>
    </Popover>
  );
}

function TourWords({ step, onStep, onClose }: TourCardProps) {
  const { t } = useTranslation();
  const { sites, phase } = useConference();
  const titleId = useId();
  const textId = useId();
  const focus = useFocus();
  const [back, next] = [stepAfter(step, -1), stepAfter(step, 1)];
  const text = step === 'look' && phase !== 'live' ? 'lookFirst' : step;
  return (
    <section
      ref={focus}
      role="dialog"
      tabIndex={-1}
      className={styles.words}
      aria-labelledby={titleId}
      aria-describedby={textId}
      data-testid="tour"
      data-step={step}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <header className={styles.head}>
        <p className={styles.place}>{t('tour.place', { place: TOUR_STEPS.indexOf(step) + 1, all: TOUR_STEPS.length })}</p>
        <CloseButton aria-label={t('tour.close')} onClick={onClose} data-testid="tour-close" />
      </header>
      <h2 id={titleId} className={styles.title}>
        {t(`tour.title.${step}`)}
      </h2>
      <p id={textId} className={styles.text}>
        {t(`tour.text.${text}`, { sites: Object.keys(sites).length })}
      </p>
      <footer className={styles.foot}>
        {back && (
          <Button variant="default" size="sm" onClick={() => onStep(back)} data-testid="tour-back">
            {t('tour.back')}
          </Button>
        )}
        <Button size="sm" onClick={() => (next ? onStep(next) : onClose())} data-testid="tour-next">
          {t(next ? 'tour.next' : 'tour.finish')}
        </Button>
      </footer>
    </section>
  );
}

/** A new step is read out: focus goes to it, unless somebody is typing or in a menu or dialog. */
function useFocus() {
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    const active = document.activeElement;
    if (active?.closest('input, textarea, [role="dialog"], [role="menu"]')) return;
    // Placed beside its target one frame later; before that the page would be scrolled to where it is not.
    const frame = requestAnimationFrame(() => card.current?.focus({ preventScroll: true }));
    return () => cancelAnimationFrame(frame);
  }, []);
  return card;
}
