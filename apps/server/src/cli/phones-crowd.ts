import { serveCrowd } from '../simulator/phones/crowd-process.ts';

/** Hidden subcommand `phones-crowd`: some thousands of simulated phones of `diemcau simulate`, in a process of their own. */
export function phonesCrowd(): Promise<undefined> {
  serveCrowd();
  return Promise.resolve(undefined);
}
