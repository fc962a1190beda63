import { ActionIcon, Tooltip } from '@mantine/core';
import { IconGavel, IconVolume, IconVolumeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { overOf } from '@diemcau/core';
import { selectOfficerNames, useConference, useLive } from '../../../live/use-live.ts';
import { useServerNow } from '../../../live/use-server-now.ts';
import { BrandMark } from '../../../ui/brand.tsx';
import { Figures } from '../../../ui/figures.tsx';
import { LanguageSwitch } from '../../../ui/language-switch.tsx';
import { PhaseChip } from '../../../ui/phase-chip.tsx';
import { clockText } from '../../../ui/time-text.ts';
import { LifeControls } from '../life/life-controls.tsx';
import styles from './top-bar.module.css';
import { useOwnRole } from '../use-own-role.ts';
import type { ChosenView } from '../views/use-desk-view.ts';
import { ViewSwitch } from '../views/view-switch.tsx';

interface TopBarProps {
  readonly view: ChosenView;
  readonly listening: boolean;
  readonly onListen: (listening: boolean) => void;
  readonly shortcuts: boolean;
  readonly onShortcuts: (on: boolean) => void;
}

export function TopBar({ view: chosen, listening, onListen, shortcuts, onShortcuts }: TopBarProps) {
  const { t } = useTranslation();
  const view = useConference();
  const sound = t(listening ? 'console.mute' : 'console.listen');
  return (
    <header className={styles.bar}>
      <BrandMark />
      <h1 className={styles.title}>{view.title}</h1>
      <PhaseChip phase={view.phase} rehearsal={view.rehearsal} cancelled={overOf(view) === 'cancelled'} />
      <ChairPlate />
      <ViewSwitch {...chosen} />
      <DeskClock />
      <Tooltip label={sound}>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={sound}
          aria-pressed={listening}
          onClick={() => onListen(!listening)}
          data-testid="listen"
        >
          {listening ? <IconVolume size="1.25rem" /> : <IconVolumeOff size="1.25rem" />}
        </ActionIcon>
      </Tooltip>
      <LanguageSwitch />
      <LifeControls shortcuts={shortcuts} onShortcuts={onShortcuts} />
    </header>
  );
}

function ChairPlate() {
  const { t } = useTranslation();
  const { chairHolder } = useConference();
  const names = useLive(selectOfficerNames);
  const role = useOwnRole();
  const chair = chairHolder === null ? t('console.noChair') : t('console.chairIs', { name: names[chairHolder] ?? '…' });
  return (
    <p className={styles.chair} data-testid="chair-holder">
      <IconGavel size="1.125rem" aria-hidden="true" />
      <span>
        <span className={styles.who}>{chair}</span>
        <span className={styles.you}>{role && t('console.youAre', { role: t(`role.${role}`) })}</span>
      </span>
    </p>
  );
}

const CLOCK_TICK_MS = 500;

function DeskClock() {
  const { t, i18n } = useTranslation();
  return (
    <span className={styles.clock} title={t('console.clock')}>
      <Figures text={clockText(useServerNow(CLOCK_TICK_MS), i18n.language, true)} />
    </span>
  );
}
