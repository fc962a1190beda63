import { describeMediaContract } from '../media-contract.ts';
import { createNativeRoom } from '../native-room.ts';
import { createSfu } from './create-sfu.ts';

/** Enough for the suite, few enough to be filled by it. */
const MAX_SESSIONS = 6;

describeMediaContract('sfu', async () => {
  const plane = await createSfu({ port: 0, bindAddress: '127.0.0.1', maxSessions: MAX_SESSIONS, log: () => undefined });
  return createNativeRoom(plane, { maxSessions: MAX_SESSIONS, onClose: () => plane.close() });
});
