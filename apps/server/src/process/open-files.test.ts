import { expect, test } from 'vitest';
import { fewFiles, liveSocketsMax, readOpenFiles } from './open-files.ts';

const LIMITS = `Limit                     Soft Limit           Hard Limit           Units     
Max processes             95950                95950                processes 
Max open files            20000                20000                files     
Max locked memory         8388608              8388608              bytes     
`;

test('[HUB-74] files are left for everything that is no live socket', () => {
  expect([readOpenFiles(LIMITS), readOpenFiles(LIMITS.replaceAll('20000', 'unlimited')), readOpenFiles('')]).toEqual([20_000, null, null]);
  expect([20_000, 1_024, null].map(liveSocketsMax)).toEqual([15_000, 512, Number.POSITIVE_INFINITY]);
});

test('[HUB-74] whoever starts a server with few files is told for how many phones they are enough, and how to get more', () => {
  const day = { workers: 2, phones: 23_000 };
  expect([fewFiles(20_000, day), fewFiles(null, day)]).toEqual([null, null]);
  expect(fewFiles(1_024, day)).toMatch(/2 workers may open 1024 files, enough for some 1024 phones together.*ulimit -n 65536/);
});
