/** Sums over one session's statistics (W3C webrtc-stats), comparable from one reading to the next. */
export interface RtcCounters {
  readonly bytes: number;
  readonly packets: number;
  readonly packetsLost: number;
  /** Newest value a receiver of ours reported, 0–1; null: none has. */
  readonly remoteLossRatio: number | null;
  readonly rttMs: number | null;
}

type Entry = Readonly<Record<string, unknown>>;

export function uplinkCounters(stats: RTCStatsReport): RtcCounters {
  const sent = ofType(stats, 'outbound-rtp');
  const reports = ofType(stats, 'remote-inbound-rtp');
  return {
    bytes: sum(sent, 'bytesSent'),
    packets: sum(sent, 'packetsSent'),
    packetsLost: sum(reports, 'packetsLost'),
    remoteLossRatio: worst(reports, 'fractionLost'),
    rttMs: rttMs(stats),
  };
}

export function downlinkCounters(stats: RTCStatsReport): RtcCounters {
  const received = ofType(stats, 'inbound-rtp');
  return {
    bytes: sum(received, 'bytesReceived'),
    packets: sum(received, 'packetsReceived'),
    packetsLost: sum(received, 'packetsLost'),
    remoteLossRatio: null,
    rttMs: rttMs(stats),
  };
}

function ofType(stats: RTCStatsReport, type: string): Entry[] {
  const found: Entry[] = [];
  stats.forEach((entry: Entry) => entry['type'] === type && found.push(entry));
  return found;
}

function sum(entries: readonly Entry[], field: string): number {
  return entries.reduce((total, entry) => total + numberOf(entry[field], 0), 0);
}

function worst(entries: readonly Entry[], field: string): number | null {
  const values = entries.map((entry) => entry[field]).filter((value) => typeof value === 'number');
  return values.length > 0 ? Math.max(...values) : null;
}

function rttMs(stats: RTCStatsReport): number | null {
  const pair = ofType(stats, 'candidate-pair').find((entry) => entry['nominated'] === true && entry['state'] === 'succeeded');
  const seconds = pair?.['currentRoundTripTime'];
  return typeof seconds === 'number' ? Math.round(seconds * 1000) : null;
}

function numberOf(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}
