/** Numbers for Prometheus. Each worker answers for itself, named by the label `worker`. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  readonly registry: Registry;
  /** Commands by how they ended: `accepted`, `refused`, `try-again`. */
  readonly commands: Counter<'outcome'>;
  /** From the arrival of a command to its durable answer. */
  readonly commandSeconds: Histogram;
}

export interface GaugeSources {
  sockets(): number;
  sitesOnline(): number;
  conferences(): number;
  isConductor(): boolean;
  isMediaUp(): boolean;
  /** Name and whether it is up. */
  processes(): readonly { readonly name: string; readonly up: boolean; readonly restarts: number }[];
}

export function createMetrics(worker: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ worker });
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    commands: new Counter({ name: 'diemcau_commands_total', help: 'Commands by outcome', labelNames: ['outcome'], registers: [registry] }),
    commandSeconds: new Histogram({
      name: 'diemcau_command_seconds',
      help: 'Time from a command to its durable answer',
      // Around the aim of 150 ms for everybody to have seen it.
      buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.3, 1, 5],
      registers: [registry],
    }),
  };
}

/** Gauges are read when somebody looks. */
export function watchGauges({ registry }: Metrics, sources: GaugeSources): void {
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({ name: `diemcau_${name}`, help, registers: [registry], collect() { this.set(read()); } });
  gauge('sockets', 'Live sockets of this worker', sources.sockets);
  gauge('sites_online', 'Rooms connected to any worker', sources.sitesOnline);
  gauge('conferences_loaded', 'Conferences this worker follows', sources.conferences);
  gauge('is_conductor', '1 in the worker that owns the timers', () => Number(sources.isConductor()));
  gauge('media_up', '1 while the media plane answers', () => Number(sources.isMediaUp()));
  watchProcesses(registry, sources);
}

function watchProcesses(registry: Registry, sources: GaugeSources): void {
  const restarts = new Gauge({ name: 'diemcau_process_restarts', help: 'Restarts by the supervisor', labelNames: ['process'], registers: [registry] });
  new Gauge({
    name: 'diemcau_process_up',
    help: '1 while a process of the supervisor is up',
    labelNames: ['process'],
    registers: [registry],
    collect() {
      for (const { name, up, restarts: count } of sources.processes()) {
        this.set({ process: name }, Number(up));
        restarts.set({ process: name }, count);
      }
    },
  });
}
