/**
 * The load. With 145 viewers it makes 14,500 packets a second at the plane and as many at the viewers,
 * which share two cores with everything else of this benchmark: a real room sends some 200 packets a
 * second of 2.5 Mbit/s, and its viewers run on machines of their own.
 */
export const RATES = {
  sites: 145,
  /** Rooms that take turns; each sends all the time, as a room on standby does. */
  speakers: 4,
  picturesPerSecond: 25,
  packetsPerPicture: 2,
  payloadBytes: 1_000,
  /** Opus frames of 20 ms. */
  soundPacketsPerSecond: 50,
} as const;

/** p99 the product promises (issue A), in ms. */
export const AIMS = { viewMs: 150, pictureMs: 300 } as const;
