/** Browser and system out of what a device calls itself (RFC 9110 §10.1.5), as an officer would name them. */
export function deviceName(userAgent: string): string {
  const named = [firstOf(userAgent, BROWSERS), firstOf(userAgent, SYSTEMS)].filter((name) => name !== null);
  return named.length > 0 ? named.join(', ') : userAgent.slice(0, NAME_MAX_CHARS);
}

/** Enough to recognise, short enough for one line. */
const NAME_MAX_CHARS = 40;

/** The order matters: every browser claims to be the ones below it. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bCocCoc\//, 'Cốc Cốc'],
  [/\bcoc_coc_browser\//, 'Cốc Cốc'],
  [/\bEdg\w*\//, 'Edge'],
  [/\bFirefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/Windows/, 'Windows'],
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Macintosh/, 'macOS'],
  [/Linux/, 'Linux'],
];

function firstOf(text: string, names: readonly (readonly [RegExp, string])[]): string | null {
  return names.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
