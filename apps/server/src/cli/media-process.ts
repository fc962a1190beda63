import { lookup } from 'node:dns/promises';
import { createSfu, servePlane } from '@diemcau/media';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import type { MediaReady, MediaStart } from '../process/child-start.ts';
import { endWithSupervisor } from '../process/orphan.ts';
import type { CommandContext } from './command.ts';

/** A viewer and a publisher per site, the hall's screens, and as many again while everyone reconnects at once. */
const SESSIONS_MAX = 1_000;

/** Hidden subcommand `media-process`: the SFU behind a Unix socket; runs until the supervisor ends it. */
export async function mediaProcess({ args }: CommandContext): Promise<undefined> {
  const start = JSON.parse(args[0] ?? '') as MediaStart;
  endWithSupervisor(start.dataFolder);
  const config = readConfig();
  const log = createLog(start.name, config.logLevel);
  const announced = config.mediaAddress === undefined ? {} : { announcedAddress: (await lookup(config.mediaAddress)).address };
  const plane = await createSfu({
    port: start.port,
    bindAddress: config.mediaBind,
    ...announced,
    ...(start.relayDoorPort === undefined ? {} : { relayDoorPort: start.relayDoorPort }),
    ...(start.relaySocketPaths.length > 1 ? { relay: { index: start.index, socketPaths: start.relaySocketPaths } } : {}),
    maxSessions: SESSIONS_MAX,
    log: (level, message) => log[level](message),
  });
  await servePlane(plane, start.socketPath);
  const ready: MediaReady = { type: 'ready' };
  process.send?.(ready);
}
