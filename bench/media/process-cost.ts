import { readFileSync, readdirSync } from 'node:fs';

/** What a process has used so far. */
export interface ProcessCost {
  readonly cpuUs: number;
  readonly residentMB: number;
  readonly openFiles: number;
}

/** Linux counts in hundredths of a second for every program there is (proc(5), USER_HZ). */
const TICK_US = 10_000;

export function costOf(pid: number): ProcessCost {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in brackets may hold blanks; user and system time are the 12th and 13th field after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const resident = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0;
  return {
    cpuUs: (Number(fields[11]) + Number(fields[12])) * TICK_US,
    residentMB: Math.round(Number(resident) / 1024),
    openFiles: readdirSync(`/proc/${pid}/fd`).length,
  };
}
