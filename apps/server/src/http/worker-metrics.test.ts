import { expect, test } from 'vitest';
import { mergeWorkers, seriesOf } from './worker-metrics.ts';

const TEXT = [
  '# HELP sockets Live sockets',
  '# TYPE sockets gauge',
  'sockets 3',
  '',
  '# HELP seconds Time',
  '# TYPE seconds histogram',
  'seconds_bucket{le="0.1"} 1',
  'seconds_sum 0.05',
  'seconds_count 1',
  '',
].join('\n');

test('[HTTP-20] series of all workers are printed by family, each with its worker', () => {
  const own = seriesOf(TEXT);
  expect(own).toEqual({ sockets: 3, 'seconds_bucket{le="0.1"}': 1, seconds_sum: 0.05, seconds_count: 1 });
  const merged = mergeWorkers(TEXT, { 'worker-1': own, 'worker-2': { sockets: 5 } });
  expect(merged.split('\n').slice(0, 4)).toEqual([
    '# HELP sockets Live sockets',
    '# TYPE sockets gauge',
    'sockets{worker="worker-1"} 3',
    'sockets{worker="worker-2"} 5',
  ]);
  expect(merged).toContain('seconds_bucket{worker="worker-1",le="0.1"} 1');
});
