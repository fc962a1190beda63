/** Reads the settings of this run from the environment, and says everything that is wrong at once. */
import { readFileSync } from 'node:fs';
import { SETTINGS, type Setting, type SettingValues } from './settings.ts';

/** All settings of one run; frozen. */
export interface Config extends SettingValues {
  /** Never absent here: see the default of DIEMCAU_MEDIA_BIND. */
  readonly mediaBind: string;
  /** Never absent here: how browsers reach this server, without a slash at the end. */
  readonly publicUrl: string;
}

/** Thrown once with everything that is wrong. */
export class ConfigProblems extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigProblems';
  }
}

/** Reads and checks the environment; throws ConfigProblems with every problem at once. Touches no file but NAME_FILE ones. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const problems: string[] = [];
  const entries = Object.entries(SETTINGS).map(([field, entry]) => [field, readSetting(entry, env, problems)] as const);
  problems.push(...unknownNames(env));
  const values = Object.fromEntries(entries) as unknown as SettingValues;
  if (problems.length === 0) problems.push(...crossChecks(values));
  if (problems.length > 0) throw new ConfigProblems(problems);
  return Object.freeze({ ...values, mediaBind: values.mediaBind ?? defaultMediaBind(values), publicUrl: defaultPublicUrl(values) });
}

function readSetting(entry: Setting<unknown>, env: Readonly<Record<string, string | undefined>>, problems: string[]): unknown {
  try {
    const text = settingText(entry, env);
    return text === undefined || text === '' ? entry.fallback() : entry.parse(text);
  } catch (error) {
    problems.push(`${entry.name} ${(error as Error).message}`);
    return undefined;
  }
}

function settingText(entry: Setting<unknown>, env: Readonly<Record<string, string | undefined>>): string | undefined {
  const direct = env[entry.name];
  const file = entry.secret ? env[`${entry.name}_FILE`] : undefined;
  if (!file) return direct;
  if (direct) throw new Error(`is given twice: directly and as ${entry.name}_FILE; leave one out`);
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new Error(`cannot be read from ${entry.name}_FILE=${file}: ${(error as NodeJS.ErrnoException).code ?? 'unreadable'}`);
  }
}

function unknownNames(env: Readonly<Record<string, string | undefined>>): string[] {
  const entries: readonly Setting<unknown>[] = Object.values(SETTINGS);
  const known = new Set(entries.flatMap((entry) => (entry.secret ? [entry.name, `${entry.name}_FILE`] : [entry.name])));
  const unknown = Object.keys(env).filter((name) => name.startsWith('DIEMCAU_') && !known.has(name));
  return unknown.map((name) => `${name} is not a setting; docs/config.md lists them all`);
}

function crossChecks(values: SettingValues): string[] {
  const problems: string[] = [];
  if (values.iceUrls.some((url) => url.startsWith('turn')) && values.turnSecret === undefined)
    problems.push('DIEMCAU_TURN_SECRET is needed for the turn: URLs of DIEMCAU_ICE_URLS');
  if (values.oidcIssuer !== undefined && (values.oidcClientId === undefined || values.oidcClientSecret === undefined))
    problems.push('DIEMCAU_OIDC_CLIENT_ID and DIEMCAU_OIDC_CLIENT_SECRET are needed with DIEMCAU_OIDC_ISSUER');
  if (values.smtpUrl !== undefined && values.smtpFrom === undefined) problems.push('DIEMCAU_SMTP_FROM is needed with DIEMCAU_SMTP_URL');
  const tls = values.tlsCertFile !== undefined;
  if (tls !== (values.tlsKeyFile !== undefined))
    problems.push('DIEMCAU_TLS_CERT_FILE and DIEMCAU_TLS_KEY_FILE are given together or not at all');
  if (!isLoopback(values.host) && !tls && !values.publicUrl?.startsWith('https://')) {
    problems.push(
      `DIEMCAU_HOST=${values.host} is reached from other machines, where browsers open a camera only over https: ` +
        'give DIEMCAU_TLS_CERT_FILE and DIEMCAU_TLS_KEY_FILE, or DIEMCAU_PUBLIC_URL=https://… of the proxy in front',
    );
  }
  return problems;
}

/** True for addresses that only this machine reaches. */
export function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1';
}

function defaultMediaBind(values: SettingValues): string {
  const behindProxy = isLoopback(values.host) && values.publicUrl?.startsWith('https://');
  return behindProxy ? '0.0.0.0' : values.host;
}

function defaultPublicUrl(values: SettingValues): string {
  const scheme = values.tlsCertFile === undefined ? 'http' : 'https';
  return values.publicUrl ?? `${scheme}://localhost:${values.port}`;
}
