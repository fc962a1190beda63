import { useCallback } from 'react';
import type { PreflightMeasured, PreflightPoint, PreflightPointName } from '@diemcau/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';

export interface PointWords {
  /** What to do, or that it works. */
  readonly advice: (point: PreflightPoint) => string;
  /** What was measured; empty where nothing was. */
  readonly value: (point: PreflightPointName, measured: PreflightMeasured) => string;
}

/** A point of a check in the reader's words and figures. */
export function usePointWords(): PointWords {
  const { t, i18n } = useTranslation();
  const advice = useCallback(
    ({ point, reason }: PreflightPoint) => t(`preflight.reason.${reason}`, { what: t(`preflight.point.${point}`) }),
    [t],
  );
  const value = useCallback(
    (point: PreflightPointName, measured: PreflightMeasured) => {
      const locale = i18n.language === 'en' ? 'en-GB' : 'vi-VN';
      return VALUES[point](measured, t, (amount, digits = 1) => amount.toLocaleString(locale, { maximumFractionDigits: digits }));
    },
    [t, i18n.language],
  );
  return { advice, value };
}

type Figure = (amount: number, digits?: number) => string;
type Value = (measured: PreflightMeasured, t: TFunction, figure: Figure) => string;

const VALUES: Readonly<Record<PreflightPointName, Value>> = {
  camera: ({ camera: { widthPx, heightPx, framesPerS } }, t, figure) =>
    widthPx === null || heightPx === null
      ? ''
      : t('preflight.value.picture', { width: String(widthPx), height: String(heightPx), frames: figure(framesPerS ?? 0, 0) }),
  microphone: ({ microphone: { voiceDbfs, ambientDbfs } }, t, figure) =>
    voiceDbfs === null ? '' : t('preflight.value.voice', { voice: figure(voiceDbfs, 0), ambient: figure(ambientDbfs ?? -127, 0) }),
  // Below it the microphone did not hear the tone (judge.ts), and a figure would say it did.
  speaker: ({ speaker: { loopDb } }, t, figure) =>
    loopDb === null || loopDb < 6 ? '' : t('preflight.value.loop', { gain: figure(loopDb, 0) }),
  uplink: ({ network }, t, figure) => rateText(network.uplinkBps, network.how, { t, figure }),
  downlink: ({ network }, t, figure) => rateText(network.downlinkBps, network.how, { t, figure }),
  loss({ network: { uplinkLossRatio, downlinkLossRatio } }, t, figure) {
    const known = [uplinkLossRatio, downlinkLossRatio].filter((ratio) => ratio !== null);
    return known.length === 0 ? '' : t('preflight.value.percent', { percent: figure(Math.max(...known) * 100) });
  },
  delay: ({ network: { rttMs } }, t, figure) => (rttMs === null ? '' : t('preflight.value.milliseconds', { amount: figure(rttMs, 0) })),
  clock: ({ clock: { offsetMs } }, t, figure) =>
    offsetMs === null ? '' : t('preflight.value.seconds', { seconds: figure(Math.abs(offsetMs) / 1_000) }),
  browser: ({ browser: { name, version } }) => [name, version].filter((word) => word !== null && word !== '').join(' '),
};

interface Speech {
  readonly t: TFunction;
  readonly figure: Figure;
}

function rateText(bitrateBps: number | null, how: PreflightMeasured['network']['how'], { t, figure }: Speech): string {
  if (bitrateBps === null) return '';
  const megabits = bitrateBps / 1_000_000;
  const rate = figure(megabits, megabits >= 10 ? 0 : 1);
  return how === 'http' ? t('preflight.value.rateByFiles', { rate }) : t('preflight.value.rate', { rate });
}
