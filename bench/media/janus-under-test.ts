export interface JanusFigures {
  readonly cpuUsPerPacket: number;
}
export async function janusAtLoad(_load: { viewers: number; packetsPerFrame: number; seconds: number }): Promise<JanusFigures | null> {
  return null;
}
