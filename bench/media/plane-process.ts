/** Process of the benchmark: a media plane on a socket, as the product's media process is one. */
import { createSfu, servePlane } from '@diemcau/media';

const [socketPath = '', port = '0'] = process.argv.slice(2);
const plane = await createSfu({ port: Number(port), bindAddress: '127.0.0.1', maxSessions: 1000, log: () => undefined });
await servePlane(plane, socketPath);
process.send?.('ready');
process.on('disconnect', () => process.exit(0));
