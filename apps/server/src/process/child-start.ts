/** What the supervisor tells a child on its command line. No secrets: anyone on the machine may read it. */

/** Of the hidden subcommand `web-worker`. */
export interface WorkerStart {
  /** `worker-1` */
  readonly name: string;
  readonly dataFolder: string;
  /** Of the embedded database; absent where DATABASE_URL is set. */
  readonly databaseUrl?: string;
  readonly mediaSocketPaths: readonly string[];
}

/** Of the hidden subcommand `media-process`. */
export interface MediaStart {
  /** `media-0` */
  readonly name: string;
  readonly port: number;
  readonly socketPath: string;
  readonly dataFolder: string;
}

/** What a media process says once. */
export interface MediaReady {
  readonly type: 'ready';
}
