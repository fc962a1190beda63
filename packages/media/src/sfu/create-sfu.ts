import type { MediaPlane } from '../media-plane.ts';
import type { SfuOptions } from './sfu.ts';

/**
 * The embedded media plane: WHIP in, WHEP out, one UDP port. The caller closes it. The native layer is
 * loaded by this call and not by the import, so a process that only talks to a remote plane never has it.
 */
export async function createSfu(options: SfuOptions): Promise<MediaPlane> {
  const { openSfu } = await import('./sfu.ts');
  return openSfu(options);
}
