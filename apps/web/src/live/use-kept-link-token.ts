import { useCallback, useEffect, useState } from 'react';
import { takeLinkToken } from './link-token.ts';

export interface KeptLinkToken {
  /** undefined until read; null: the page was not opened by a link. */
  readonly token: string | null | undefined;
  /** The link has done its work, or never will. */
  readonly forget: () => void;
}

/** The token of a link, kept in this tab until it is used: a page that is reloaded before the server answers goes on with it. */
export function useKeptLinkToken(): KeptLinkToken {
  const [token, setToken] = useState<string | null | undefined>(undefined);
  useEffect(() => {
    const read = () => {
      const fresh = takeLinkToken();
      if (fresh !== null) keep(fresh);
      setToken((before) => fresh ?? kept() ?? before ?? null);
    };
    read();
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);
  const forget = useCallback(() => keep(null), []);
  return { token, forget };
}

/** Of one page: the link of a room is none for a screen. */
const key = () => `diemcau.link.${location.pathname}`;

function kept(): string | null {
  try {
    return sessionStorage.getItem(key());
  } catch {
    return null;
  }
}

/** Storage may be forbidden; then a reload asks for the link again, as it always did. */
function keep(token: string | null): void {
  try {
    if (token === null) sessionStorage.removeItem(key());
    else sessionStorage.setItem(key(), token);
  } catch {
    // Nothing depends on it.
  }
}
