import type { Rung, SitePresence } from '@diemcau/core';

/** What stands in a row of the table, as text: a row whose text did not change is not drawn again. */
export interface QualityFigures {
  readonly sends: Rung | null;
  readonly lossDown: string | null;
  readonly lossUp: string | null;
  readonly rtt: string | null;
  readonly uplinkKbps: string | null;
  readonly device: string;
  readonly sinceMs: number | null;
  readonly lastSeenAtMs: number | null;
}

const NOTHING: QualityFigures = {
  sends: null,
  lossDown: null,
  lossUp: null,
  rtt: null,
  uplinkKbps: null,
  device: '',
  sinceMs: null,
  lastSeenAtMs: null,
};

/** The plane's figures come before the page's own: they are about what everybody else gets. */
export function qualityFigures(presence: SitePresence | undefined, language: string): QualityFigures {
  if (!presence) return NOTHING;
  const { report, delivery, device, sinceMs } = presence;
  // Presence comes each second; a minute is told, so seconds would only redraw the row.
  const lastSeenAtMs = presence.lastSeenAtMs === null ? null : Math.floor(presence.lastSeenAtMs / MINUTE_MS) * MINUTE_MS;
  if (!presence.online) return { ...NOTHING, lastSeenAtMs };
  return {
    sends: presence.sends,
    lossDown: percent(delivery?.lossRatio ?? report?.downlinkLossRatio ?? null, language),
    lossUp: percent(report?.uplinkLossRatio ?? null, language),
    rtt: rounded(delivery?.rttMs ?? report?.rttMs ?? null),
    uplinkKbps: rounded(report?.uplinkBps == null ? null : report.uplinkBps / 1_000),
    device,
    sinceMs,
    lastSeenAtMs,
  };
}

const MINUTE_MS = 60_000;

function percent(ratio: number | null, language: string): string | null {
  if (ratio === null) return null;
  const locale = language === 'en' ? 'en-GB' : 'vi-VN';
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(ratio);
}

function rounded(value: number | null): string | null {
  return value === null ? null : String(Math.round(value));
}
