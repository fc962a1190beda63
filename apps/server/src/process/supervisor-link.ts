/** What a web worker and its supervisor tell each other over the process channel. Everything here is lost with the process. */

/** What one worker saw of one site in the last second. Never journalled. */
export interface PresenceReport {
  readonly conferenceId: string;
  readonly siteId: string;
  /** Plain JSON, made and read by the hub only. */
  readonly presence: unknown;
}

/** A media process that may be talked to through a Unix socket. */
export interface MediaProcess {
  readonly index: number;
  readonly socketPath: string;
}

export type WorkerToSupervisor =
  /** Listening; the supervisor counts it as up. */
  | { readonly type: 'ready' }
  /** Replaces everything this worker reported before; the supervisor forgets it after 3 s (PRESENCE_EXPIRY_MS). */
  | { readonly type: 'presence'; readonly reports: readonly PresenceReport[] }
  /** Health for /health/ready and /metrics of every worker; plain numbers by metric name. */
  | { readonly type: 'gauges'; readonly gauges: Readonly<Record<string, number>> };

export type SupervisorToWorker =
  /** All workers' reports together, every second. */
  | { readonly type: 'presence'; readonly reports: readonly PresenceReport[] }
  /** State of every child, on change. */
  | { readonly type: 'processes'; readonly processes: readonly ProcessState[] }
  /** Last gauges of every worker by its name, when one has changed; so /metrics of any worker shows all. */
  | { readonly type: 'gauges'; readonly gauges: Readonly<Record<string, Readonly<Record<string, number>>>> }
  /** Finish what is in hand, close sockets with `server-restarting`, exit. */
  | { readonly type: 'stop' };

export interface ProcessState {
  /** `postgres`, `worker-1`, `media-0` … */
  readonly name: string;
  readonly state: 'starting' | 'up' | 'down';
  readonly pid?: number;
  readonly restarts: number;
  /** Since when it has been in this state. */
  readonly sinceMs: number;
}

/** The worker's end of the channel; `app.ts` gets it and knows nothing of processes beyond it. */
export interface SupervisorLink {
  send(message: WorkerToSupervisor): void;
  listen(listener: (message: SupervisorToWorker) => void): () => void;
}
