/** What the supervisor tells a child on its command line. No secrets: anyone on the machine may read it. */

/** Of the hidden subcommand `web-worker`. */
export interface WorkerStart {
  /** `worker-1` */
  readonly name: string;
  readonly dataFolder: string;
  readonly mediaSocketPaths: readonly string[];
}

/** What a web worker says as soon as it listens; see WorkerBegin. */
export interface WorkerWaiting {
  readonly type: 'waiting';
}

/** Sent to a web worker when the database is up and migrated; a worker is started earlier, to load its code meanwhile. */
export interface WorkerBegin {
  readonly type: 'begin';
  readonly databaseUrl: string;
}

/** Of the hidden subcommand `media-process`. */
export interface MediaStart {
  /** `media-0` */
  readonly name: string;
  readonly port: number;
  /** Where there is a TURN server. */
  readonly relayDoorPort?: number;
  /** Which of the media processes it is, and the sockets between them. */
  readonly index: number;
  readonly relaySocketPaths: readonly string[];
  readonly socketPath: string;
  readonly dataFolder: string;
}

/** What a media process says once. */
export interface MediaReady {
  readonly type: 'ready';
}
