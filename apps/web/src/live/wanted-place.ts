/** Where a page was meant to lead on to, from `?to=`; null: nowhere in particular. */
export function wantedPlace(search: string): string | null {
  const asked = new URLSearchParams(search).get('to');
  // Only addresses of this server: a link must not lead elsewhere under our name.
  return asked !== null && /^\/(?!\/)[\w\-/]*(?:#\w+)?$/.test(asked) ? asked : null;
}
