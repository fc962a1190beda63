/**
 * The token of a link stands behind `#t=`, where no server log and no Referer sees it. It is taken
 * out of the address at once, so that nobody photographs it from a projector.
 */
export function takeLinkToken(): string | null {
  const token = new URLSearchParams(location.hash.slice(1)).get('t');
  if (token !== null) history.replaceState(history.state, '', location.pathname + location.search);
  return token;
}
