/** What this phone remembers, by conference. A browser that keeps nothing is no reason to stop. */
export interface Kept {
  get<T>(name: string): T | null;
  set(name: string, value: unknown): void;
  drop(name: string): void;
}

export function keptFor(storage: Storage | null, code: string): Kept {
  const key = (name: string): string => `phone.${code}.${name}`;
  return {
    get<T>(name: string): T | null {
      try {
        const text = storage?.getItem(key(name));
        return text == null ? null : (JSON.parse(text) as T);
      } catch {
        return null;
      }
    },
    set(name, value) {
      try {
        storage?.setItem(key(name), JSON.stringify(value));
      } catch {
        // Full or forbidden: the page works without.
      }
    },
    drop(name) {
      try {
        storage?.removeItem(key(name));
      } catch {
        // As above.
      }
    },
  };
}
