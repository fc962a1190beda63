/** The product as a person starts it, with one conference made by its command line. */
import { runCommand, removeFolder, startServer, temporaryFolder, type RunningServer } from '../running-server.ts';

export interface HandedOut {
  readonly conferenceId: string;
  readonly officers: readonly { readonly name: string; readonly roles: readonly string[] }[];
  readonly signInUrls: readonly string[];
  readonly sites: readonly { readonly siteId: string; readonly name: string; readonly code: string }[];
  readonly siteUrls: readonly string[];
  readonly screenUrl: string;
}

export interface House {
  readonly server: RunningServer;
  readonly handedOut: HandedOut;
  /** Starts the program again on the same data, ports and links. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** `settings` are the server's, and its command line's too. */
export async function openHouse(sites: readonly string[], settings: Readonly<Record<string, string>> = {}): Promise<House> {
  const dataDir = temporaryFolder();
  let server = await startServer({ dataDir, env: settings });
  const env = { ...settings, DIEMCAU_DATA_DIR: dataDir, PORT: String(server.port) };
  const wanted = sites.flatMap((name) => ['--site', name]);
  const officers = ['--chair', 'Trần Văn Bình', '--deputy', 'Lê Thị Hạnh', '--secretary', 'Phạm Minh Đức'];
  const starts = new Date(Date.now() + 600_000).toISOString();
  const made = await runCommand(
    [
      'conference',
      'create',
      '--title',
      'Hội nghị giao ban quý IV',
      '--starts',
      starts,
      ...officers,
      '--hall',
      'Hội trường trung tâm',
      ...wanted,
      '--json',
    ],
    env,
  );
  if (made.code !== '0') throw new Error(made.stderr || made.stdout);
  return {
    get server() {
      return server;
    },
    handedOut: JSON.parse(made.stdout) as HandedOut,
    async restart() {
      await server.stop();
      server = await startServer({ dataDir, env });
    },
    async close() {
      await server.stop();
      removeFolder(dataDir);
    },
  };
}
