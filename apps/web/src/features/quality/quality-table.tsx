import { useTranslation } from 'react-i18next';
import type { RoomQuality } from '../../live/quality-api.ts';
import { clockText, durationText } from '../../ui/time-text.ts';
import styles from './quality-page.module.css';

export function QualityTable({ rooms }: { readonly rooms: readonly RoomQuality[] }) {
  const { t } = useTranslation();
  return (
    <ul className={styles.list} aria-label={t('quality.list')}>
      {rooms.map((room) => (
        <Room key={room.siteId} room={room} />
      ))}
    </ul>
  );
}

function Room({ room }: { readonly room: RoomQuality }) {
  const { t } = useTranslation();
  const { name, unitName, grade, cuts, cutMs, longestCutMs } = room;
  const lengths = t('quality.cutFor', { time: durationText(cutMs), longest: durationText(longestCutMs) });
  return (
    <li className={styles.room} data-testid="quality-room" data-grade={grade}>
      <div className={styles.words}>
        <span className={styles.name}>{name}</span>
        {unitName !== name && <span className={styles.quiet}>{unitName}</span>}
      </div>
      <span className={styles.grade} data-grade={grade}>
        {t(`quality.grade.${grade}`)}
      </span>
      {grade !== 'absent' && (
        <>
          <span className={styles.fact}>
            {cuts.length === 0 ? t('quality.noCuts') : t('quality.cuts', { count: cuts.length })}
            {cuts.length > 0 && <span className={styles.quiet}>{lengths}</span>}
          </span>
          <Details room={room} />
        </>
      )}
    </li>
  );
}

function Details({ room }: { readonly room: RoomQuality }) {
  const { t, i18n } = useTranslation();
  const { seconds, connectedSeconds, cuts, devices, deviceChanges, smallSeconds, audioSeconds, textSeconds } = room;
  const locale = i18n.language === 'en' ? 'en-GB' : 'vi-VN';
  const figure = (value: number | null) =>
    value === null ? t('quality.unknown') : value.toLocaleString(locale, { maximumFractionDigits: 1 });
  const percent = (ratio: number | null) => figure(ratio === null ? null : ratio * 100);
  const time = (part: number) => durationText(part * 1_000);
  const lines = [
    t('quality.connected', { percent: percent(seconds > 0 ? connectedSeconds / seconds : null) }),
    t('quality.loss', { up: percent(room.uplinkLossRatio), down: percent(room.downlinkLossRatio) }),
    t('quality.delay', { mean: figure(room.rttMs), max: figure(room.rttMaxMs) }),
    room.uplinkBps === null ? '' : t('quality.rate', { rate: figure(room.uplinkBps / 1_000_000) }),
    smallSeconds + audioSeconds + textSeconds === 0
      ? ''
      : t('quality.lessened', { small: time(smallSeconds), audio: time(audioSeconds), text: time(textSeconds) }),
    devices.length === 0 ? '' : t('quality.devices', { devices: devices.join('; ') }),
    deviceChanges === 0 ? '' : t('quality.changes', { count: deviceChanges }),
  ];
  return (
    <details className={styles.details}>
      <summary>{t('quality.details')}</summary>
      <ul>
        {lines.filter(Boolean).map((line) => (
          <li key={line}>{line}</li>
        ))}
        {cuts.map(({ fromMs, untilMs }) => (
          <li key={fromMs}>
            {untilMs === null
              ? t('quality.cutOpen', { from: clockText(fromMs, i18n.language, true) })
              : t('quality.cutAt', { from: clockText(fromMs, i18n.language, true), length: durationText(untilMs - fromMs) })}
          </li>
        ))}
      </ul>
    </details>
  );
}
