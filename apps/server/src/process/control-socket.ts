/** How a command (restore) asks the running supervisor to hold its web workers: as long as the connection stands, they are down. */
import { rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { join } from 'node:path';
import { StartProblem } from './start-problem.ts';

/** Stopping workers takes seconds at most; see STOP_TIMEOUT_MS of a worker. */
const HOLD_TIMEOUT_MS = 15_000;

export interface WorkerHold {
  hold(): Promise<void>;
  resume(): Promise<void>;
}

/** Listens in the run folder; one holder at a time, others are turned away. `close` is idempotent. */
export class ControlSocket {
  readonly #server: Server;
  #holder: Socket | undefined;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async open(runPath: string, workers: WorkerHold): Promise<ControlSocket> {
    const path = controlPath(runPath);
    rmSync(path, { force: true });
    const control = new ControlSocket(createServer());
    control.#server.on('connection', (socket) => control.#serve(socket, workers));
    await new Promise<void>((resolve, reject) => control.#server.once('error', reject).listen(path, resolve));
    return control;
  }

  close(): void {
    this.#holder?.destroy();
    this.#server.close();
  }

  #serve(socket: Socket, workers: WorkerHold): void {
    socket.on('error', () => socket.destroy());
    if (this.#holder) return void socket.end('busy\n');
    this.#holder = socket;
    const held = workers.hold();
    void held.then(() => socket.write('held\n'));
    socket.resume().once('close', () => {
      this.#holder = undefined;
      void held.then(() => workers.resume());
    });
  }
}

/** Runs work while the workers of a running supervisor are held. */
export async function withWorkersHeld<T>(runPath: string, work: () => Promise<T>): Promise<T> {
  const socket = connect(controlPath(runPath));
  try {
    await new Promise<void>((resolve, reject) => {
      const fail = (problem: string): void => reject(new StartProblem(problem));
      socket.setTimeout(HOLD_TIMEOUT_MS, () => fail('the running server did not stop its workers in time; nothing was changed'));
      socket.once('error', () => fail('the running server does not answer; it may be starting or stopping: try again'));
      socket.once('close', () => fail('the running server went away; try again'));
      socket.once('data', (answer) =>
        String(answer).startsWith('held') ? resolve() : fail('another command holds the workers; try again'),
      );
    });
    socket.setTimeout(0);
    return await work();
  } finally {
    socket.destroy();
  }
}

function controlPath(runPath: string): string {
  return join(runPath, 'control.sock');
}
