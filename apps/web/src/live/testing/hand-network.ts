import type { Network } from '../network.ts';

/** A network the test unplugs. */
export class HandNetwork implements Network {
  #online = true;
  readonly #listeners = new Set<() => void>();

  online(): boolean {
    return this.#online;
  }

  listen(changed: () => void): () => void {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  }

  /** Also with the same value: another network of the same kind. */
  becomes(online: boolean): void {
    this.#online = online;
    for (const listener of this.#listeners) listener();
  }
}
