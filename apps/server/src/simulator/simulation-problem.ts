/** Why a simulation cannot go on: one sentence for whoever started it, with what to do. */
export class SimulationProblem extends Error {
  constructor(message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = 'SimulationProblem';
  }
}
