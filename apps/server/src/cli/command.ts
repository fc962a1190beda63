/** What a subcommand gets and gives back. */
export interface CommandContext {
  /** Words after the subcommand. */
  readonly args: readonly string[];
  /** The program file; children are started from it with a hidden subcommand. */
  readonly entryPath: string;
}

/** Resolves with the exit code, or with undefined where the process goes on by itself. Throws StartProblem for what a person can mend. */
export type Command = (context: CommandContext) => Promise<number | undefined>;
