/** The phone page as it is sent: small, and in a language that phones of 2021 understand. */
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { describe, expect, it } from 'vitest';
import config from '../vite.config.ts';

/** As promised to whoever sits in a hall with 200 others on one mast. */
const SCRIPT_MAX_BYTES = 80_000;
/** Came with later browsers than Chrome 92, and no build step brings them (https://caniuse.com). */
const TOO_NEW =
  /\.(toSorted|toReversed|toSpliced|findLast|findLastIndex|isWellFormed|groupBy)\(|structuredClone\(|randomUUID\(|Promise\.withResolvers/;

async function built(): Promise<Rolldown.OutputChunk[]> {
  // Nothing is written, so there is nothing to compress beside it.
  const options = { ...config, plugins: [], configFile: false as const, root: `${import.meta.dirname}/..`, logLevel: 'silent' as const };
  const result = await build({ ...options, build: { ...config.build, write: false } });
  return (Array.isArray(result) ? result : [result])
    .flatMap((one) => ('output' in one ? one.output : []))
    .filter((file) => file.type === 'chunk') as Rolldown.OutputChunk[];
}

describe('the bundle', () => {
  it('[PHONE-7] is at most 80 kB of compressed script, and asks for nothing that Chrome 92 lacks', { timeout: 60_000 }, async () => {
    const chunks = await built();
    expect(chunks.length).toBeGreaterThan(0);
    const gzipped = chunks.reduce((sum, { code }) => sum + gzipSync(code).length, 0);
    expect(gzipped).toBeLessThan(SCRIPT_MAX_BYTES);
    expect(chunks.reduce((sum, { code }) => sum + brotliCompressSync(code).length, 0)).toBeLessThan(gzipped);
    for (const { code, fileName } of chunks) expect(TOO_NEW.exec(code)?.[0], fileName).toBeUndefined();
  });
});
