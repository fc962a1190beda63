import { useEffect, useState } from 'react';
import { takeLinkToken } from './link-token.ts';

/** undefined until read; the effect also reads a second link opened in the same tab. */
export function useLinkToken(): string | null | undefined {
  const [token, setToken] = useState<string | null | undefined>(undefined);
  useEffect(() => {
    const read = () => setToken((before) => takeLinkToken() ?? before ?? null);
    read();
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);
  return token;
}
