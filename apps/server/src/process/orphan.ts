/** What a child does when its supervisor is gone: end, and take the database along. */
import { signalPostmasters } from './embedded-postgres.ts';

/**
 * Must be called once, early. The channel to the supervisor closes when that process dies, however it died.
 * All of it is synchronous, because Node's cluster ends a worker right after this event.
 */
export function endWithSupervisor(dataFolder: string): void {
  process.once('disconnect', () => {
    signalPostmasters(dataFolder, 'SIGQUIT');
    process.exit(1);
  });
  // Ctrl-C and many service managers signal the whole group; the supervisor decides the order.
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => undefined);
}
