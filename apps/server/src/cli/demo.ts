import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isLoopback, readConfig, type Config } from '../config.ts';
import { SETTINGS } from '../settings.ts';
import { announcement, phoneAnnouncement } from '../demo/announcement.ts';
import { ensureDemo, type DemoAccess } from '../demo/ensure-demo.ts';
import { ensureOrganisation } from '../demo/ensure-organisation.ts';
import { invitePeople } from '../demo/invite-people.ts';
import { roomGroups, simulatedPhones, simulatedRooms, type KeptSimulation, type SimulationOptions } from '../demo/simulated-rooms.ts';
import type { CommandContext } from './command.ts';
import { withInstallation } from './installation.ts';
import { serve } from './serve.ts';

/** `diemcau demo`: the server on a data folder of its own, with a fictional province and simulated rooms. */
export async function demo(context: CommandContext): Promise<undefined> {
  // Demonstration data never mix with an installation's; the children read the same variable.
  process.env['DIEMCAU_DATA_DIR'] ||= `${SETTINGS.dataDir.fallback()}-demo`;
  // What a person has to read are links; an orderly start is no news.
  process.env['DIEMCAU_LOG_LEVEL'] ||= 'warn';
  const config = readConfig();
  // Before the server is: else it would ask whoever looks on to set the organisation up.
  if (!existsSync(join(config.dataDir, 'database'))) await withInstallation('demo', ensureOrganisation);
  await serve(context);
  const access = await withInstallation('demo', ensureDemo);
  process.stdout.write(announcement(config, access));
  const playing: KeptSimulation[] = [];
  const onSign = (from: KeptSimulation): void => playing.filter((one) => one !== from).forEach((one) => one.wake());
  const options = { entryPath: context.entryPath, dataDir: config.dataDir, url: serverUrl(config), onLost: tellLost, onSign };
  for (const group of roomGroups(access, config.demoMedia)) playing.push(simulatedRooms(options, group));
  void playPhones(options, access, config.demoPhones).catch(tellWithoutPhones);
}

/** Nobody waits for the list: the links are out before it is read. */
async function playPhones(options: SimulationOptions, access: DemoAccess, phones: number): Promise<void> {
  const { own, slipsPath } = await invitePeople({ ...options, access });
  process.stdout.write(phoneAnnouncement(own, phones));
  if (phones > 0) simulatedPhones(options, { slipsPath, phones });
}

function tellWithoutPhones(error: unknown): void {
  process.stderr.write(`diemcau: the demonstration goes on without phones (${(error as Error).message})\n`);
}

/** Straight to the workers where they speak plain HTTP on loopback: the public name may be a proxy that is not there in a demonstration. */
function serverUrl(config: Config): string {
  const isPlain = config.tlsCertFile === undefined && isLoopback(config.host);
  return isPlain ? `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${config.port}` : config.publicUrl;
}

function tellLost(code: number | null): void {
  process.stderr.write(`diemcau: simulated rooms or phones ended (code ${code ?? 'none'}); they come back in a few seconds\n`);
}
