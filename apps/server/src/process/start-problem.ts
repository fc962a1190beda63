/** Why a start was refused: one sentence for whoever typed the command, with what to do. Never a stack. */
export class StartProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StartProblem';
  }
}
