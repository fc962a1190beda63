/** Process of the benchmark: a media plane on a socket, as the product's media process is one. */
import { createSfu, servePlane } from '@diemcau/media';
import type { PlaneStart } from './messages.ts';

const { socketPath, index, relaySocketPaths } = JSON.parse(process.argv[2] ?? '') as PlaneStart;
const plane = await createSfu({
  port: 0,
  bindAddress: '127.0.0.1',
  maxSessions: 1000,
  ...(relaySocketPaths.length > 1 ? { relay: { index, socketPaths: relaySocketPaths } } : {}),
  log: () => undefined,
});
await servePlane(plane, socketPath);
process.on('disconnect', () => process.exit(0));
