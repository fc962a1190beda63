import { COMMANDS } from './commands.ts';

/** `diemcau help` */
export function help(): Promise<number> {
  process.stdout.write(helpText());
  return Promise.resolve(0);
}

export function helpText(): string {
  const entries = Object.values(COMMANDS).flatMap((entry) => entry.summary ?? []);
  const width = Math.max(...entries.map((entry) => entry.usage.length));
  const lines = entries.map(({ usage, sentence }) => `  diemcau ${usage.padEnd(width)}  ${sentence}`);
  return `Điểm Cầu\n\n${lines.join('\n')}\n\nSettings are environment variables: docs/config.md\n`;
}
