import type { CommandContext } from './command.ts';
import { serve } from './serve.ts';

/** `diemcau demo`: the server, with a fictional province and simulated rooms. */
export async function demo(context: CommandContext): Promise<undefined> {
  await serve(context);
}
