/** The program: finds the subcommand and says in one line what a person has to mend. */
import { fileURLToPath } from 'node:url';
import { COMMANDS } from './cli/commands.ts';
import { ConfigProblems } from './config.ts';
import { StartProblem } from './process/start-problem.ts';

async function main([name = 'help', ...args]: readonly string[]): Promise<number | undefined> {
  const entry = COMMANDS[name.replace(/^--/, '')];
  if (!entry) throw new StartProblem(`there is no command "${name}"; diemcau help lists them all`);
  const command = await entry.load();
  return command({ args, entryPath: fileURLToPath(import.meta.url) });
}

main(process.argv.slice(2)).then(
  (code) => {
    if (code !== undefined) process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(failureText(error));
    process.exit(1);
  },
);

/** A person's mistake is told without a stack; anything else is a bug and shows where. */
function failureText(error: unknown): string {
  const expected = error instanceof StartProblem || error instanceof ConfigProblems;
  const text = expected ? error.message : ((error as Error).stack ?? String(error));
  return text
    .split('\n')
    .map((line) => `diemcau: ${line}\n`)
    .join('');
}
