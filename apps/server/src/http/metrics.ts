/** Numbers for Prometheus. */
import { readdirSync, statSync } from 'node:fs';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { SupervisorLink } from '../process/supervisor-link.ts';
import { mergeWorkers, seriesOf, type Series } from './worker-metrics.ts';

/** prom-client's own collector lists ten thousand names to count them. */
const OPEN_FILES = 'process_open_fds';

export type CommandOutcome = 'accepted' | 'refused' | 'try-again';

export interface GaugeSources {
  sockets(): number;
  phonesWaiting(): number;
  phonesAdmitted(): number;
  sitesOnline(): number;
  conferences(): number;
  isConductor(): boolean;
  isMediaUp(): boolean;
  processes(): readonly { readonly name: string; readonly state: string; readonly restarts: number }[];
}

/** Scrapers ask every 15 s or so; a third of that keeps their picture honest. */
const SEND_EVERY_MS = 5_000;

/** Each lists every socket to count it, which takes 15 ms where there are ten thousand; `sockets` says as much. */
const LISTS_OF_HANDLES = ['resources', 'handles', 'requests'].flatMap((what) => [`nodejs_active_${what}`, `nodejs_active_${what}_total`]);

/** Sends this worker's numbers to the others until it is closed. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #commands: Counter<'outcome'>;
  readonly #appendSeconds: Histogram;
  readonly #timer: NodeJS.Timeout;
  readonly #stopListening: () => void;
  #workers: Readonly<Record<string, Series>> = {};

  constructor(link: SupervisorLink) {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    for (const name of [...LISTS_OF_HANDLES, OPEN_FILES]) this.#registry.removeSingleMetric(name);
    if (process.platform === 'linux') {
      const collect = function (this: Gauge): void {
        this.set(openFiles());
      };
      new Gauge({ name: OPEN_FILES, help: 'Open file descriptors', registers, collect });
    }
    this.#commands = new Counter({ name: 'diemcau_commands_total', help: 'Commands by outcome', labelNames: ['outcome'], registers });
    this.#appendSeconds = new Histogram({
      name: 'diemcau_command_seconds',
      help: 'From a command to its durable answer',
      // Around the aim of 150 ms for everybody to have seen it.
      buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.3, 1, 5],
      registers,
    });
    this.#stopListening = link.listen((message) => {
      if (message.type === 'gauges') this.#workers = message.gauges;
    });
    this.#timer = setInterval(() => void this.#send(link), SEND_EVERY_MS).unref();
  }

  readonly contentType = Registry.PROMETHEUS_CONTENT_TYPE;

  commandDone(outcome: CommandOutcome, seconds: number): void {
    this.#commands.inc({ outcome });
    this.#appendSeconds.observe(seconds);
  }

  /** Gauges are read when somebody looks. */
  watch(sources: GaugeSources): void {
    this.gauge('sockets', 'Live sockets of a worker', sources.sockets);
    this.gauge('phones_waiting', 'Phones in the line of a worker', sources.phonesWaiting);
    this.gauge('phones_admitted', 'Phones that came in since a worker began', sources.phonesAdmitted);
    this.gauge('sites_online', 'Rooms connected to any worker, as this one sees it', sources.sitesOnline);
    this.gauge('conferences_loaded', 'Conferences a worker follows', sources.conferences);
    this.gauge('is_conductor', '1 in the worker that owns the timers', () => Number(sources.isConductor()));
    this.gauge('media_up', '1 while the media plane answers', () => Number(sources.isMediaUp()));
    this.#watchProcesses(sources);
  }

  /** Prometheus text of all workers; of this one alone until the supervisor has spoken. */
  async text(): Promise<string> {
    const own = await this.#registry.metrics();
    const workers = Object.keys(this.#workers).length > 0 ? this.#workers : { [String(process.pid)]: seriesOf(own) };
    return mergeWorkers(own, workers);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#stopListening();
  }

  async #send(link: SupervisorLink): Promise<void> {
    link.send({ type: 'gauges', gauges: seriesOf(await this.#registry.metrics()) });
  }

  gauge(name: string, help: string, read: () => number): void {
    const collect = function (this: Gauge): void {
      this.set(read());
    };
    new Gauge({ name: `diemcau_${name}`, help, registers: [this.#registry], collect });
  }

  #watchProcesses({ processes }: GaugeSources): void {
    const common = { labelNames: ['process'], registers: [this.#registry] };
    const collectUp = function (this: Gauge): void {
      for (const { name, state } of processes()) this.set({ process: name }, Number(state === 'up'));
    };
    const collectRestarts = function (this: Gauge): void {
      for (const { name, restarts } of processes()) this.set({ process: name }, restarts);
    };
    new Gauge({ ...common, name: 'diemcau_process_up', help: '1 while a process of the supervisor is up', collect: collectUp });
    new Gauge({ ...common, name: 'diemcau_process_restarts', help: 'Restarts by the supervisor', collect: collectRestarts });
  }
}

/** Linux says it as the size of the folder from 6.2 on (proc_pid_fd(5)), and 0 before. */
function openFiles(): number {
  return statSync('/proc/self/fd').size || readdirSync('/proc/self/fd').length;
}
