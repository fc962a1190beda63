/** The reference day at its full size, and what is aimed at. */
export const SITES = 145;
/** A page of the console's wall. */
export const WALL_SLOTS = 25;
/** 25 frames of 6 packets of 1,250 bytes on the wire are 1.5 Mbit/s. */
export const PROGRAM = { framesPerSecond: 25, packetsPerFrame: 6, payloadBytes: 1200 } as const;
/** 5 frames of 2 packets are 80 kbit/s, the most a thumbnail may have. */
export const THUMB = { framesPerSecond: 5, packetsPerFrame: 2, payloadBytes: 950 } as const;

/** Aims of the design; latency is from the send call of the publisher to the callback of the viewer. */
export const AIMS = { cpuUsPerPacket: 10, ofJanus: 0.5, lost: 0, p99Ms: 15, connectMs: 5000, backMs: 10_000 } as const;
