/** What the address of the page says: whose conference, and what a QR brought along behind `#`, which no server sees. */
export interface Brought {
  /** null: the address of the installed page, `/c/`. */
  readonly code: string | null;
  readonly invitation: string | null;
  readonly roomCode: string | null;
}

export function readAddress({ pathname, hash }: { readonly pathname: string; readonly hash: string }): Brought {
  const code = /^\/c\/([A-Za-z0-9]{8})\/?$/.exec(pathname)?.[1]?.toUpperCase() ?? null;
  const brought = new URLSearchParams(hash.replace(/^#/, ''));
  return { code, invitation: brought.get('i'), roomCode: brought.get('r') };
}
