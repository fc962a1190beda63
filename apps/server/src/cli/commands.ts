/** Every subcommand. To add one: write `cli/name.ts` exporting a `Command`, and name it here; it loads only when asked for. */
import type { Command } from './command.ts';

interface CommandEntry {
  /** Shown by `diemcau help`; commands without one are for the supervisor and for threads of a worker. */
  readonly summary?: { readonly usage: string; readonly sentence: string };
  load(): Promise<Command>;
}

export const COMMANDS: Readonly<Record<string, CommandEntry>> = {
  serve: {
    summary: { usage: 'serve', sentence: 'Run the server: database, web workers, media.' },
    load: async () => (await import('./serve.ts')).serve,
  },
  admin: {
    summary: { usage: 'admin create --name NAME', sentence: 'An administrator’s account and its sign-in link, which works once.' },
    load: async () => (await import('./admin.ts')).admin,
  },
  conference: {
    summary: {
      usage: 'conference create … | list | links ID',
      sentence: 'Prepare a conference and print its links; without arguments it lists the options.',
    },
    load: async () => (await import('./conference.ts')).conference,
  },
  verify: {
    summary: {
      usage: 'verify [--heads FILE]',
      sentence: 'Check the whole journal and print the head of every stream; compare with heads printed earlier.',
    },
    load: async () => (await import('./verify.ts')).verify,
  },
  'privacy-check': {
    summary: {
      usage: 'privacy-check',
      sentence: 'Check in the database’s catalogue what is promised about people; the server may run.',
    },
    load: async () => (await import('./privacy-check.ts')).privacyCheck,
  },
  demo: {
    summary: { usage: 'demo', sentence: 'Run the server with a fictional province and simulated rooms.' },
    load: async () => (await import('./demo.ts')).demo,
  },
  simulate: {
    summary: {
      usage: 'simulate [--access FILE] [--phones N]',
      sentence: 'Rooms and phones without people, through the public protocol; --help lists the options.',
    },
    load: async () => (await import('./simulate.ts')).simulate,
  },
  backup: {
    summary: { usage: 'backup FILE', sentence: 'Write database and files into one archive; the server may run.' },
    load: async () => (await import('./backup.ts')).backup,
  },
  restore: {
    summary: {
      usage: 'restore FILE [--replace]',
      sentence: 'Bring an archive back; --replace gives up what is there now. The server may run.',
    },
    load: async () => (await import('./restore.ts')).restore,
  },
  'rebuild-projections': {
    summary: { usage: 'rebuild-projections', sentence: 'Fill the tables of units and sites anew from the journal; the server may run.' },
    load: async () => (await import('./rebuild-projections.ts')).rebuildProjections,
  },
  help: {
    summary: { usage: 'help', sentence: 'This list.' },
    load: async () => (await import('./help.ts')).help,
  },
  'phones-crowd': { load: async () => (await import('./phones-crowd.ts')).phonesCrowd },
  'import-run': { load: async () => (await import('./import-run.ts')).importRun },
  'people-import': { load: async () => (await import('./people-import.ts')).peopleImport },
  'sheets-write': { load: async () => (await import('./sheets-write.ts')).sheetsWrite },
  'upkeep-run': { load: async () => (await import('./upkeep-run.ts')).upkeepRun },
  'web-worker': { load: async () => (await import('./web-worker.ts')).webWorker },
  'media-process': { load: async () => (await import('./media-process.ts')).mediaProcess },
};
