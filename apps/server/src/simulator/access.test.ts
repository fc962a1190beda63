import { expect, test } from 'vitest';
import { keyOf, parseAccess } from './access.ts';
import { checkServer } from './site-session.ts';

test('[SIM-9] a room is entered by its link where there is one, else by its code', () => {
  const { sites } = parseAccess('{"sites":[{"token":"t","code":"012345"},{"code":"012345"}]}', 'a.json');
  expect(sites.map(keyOf)).toEqual([{ token: 't' }, { code: '012345' }]);
});

test.each(['', 'nothing', '[]', '{}', '{"sites":[]}', '{"sites":[{"code":"12"}]}'])(
  '[SIM-9] %s is refused with what is expected',
  (text) => {
    expect(() => parseAccess(text, 'a.json')).toThrow(/a\.json is no access file: expected/);
  },
);

test('[SIM-9] a room with neither is named', () => {
  expect(() => keyOf({ name: 'Xã A' })).toThrow(/Xã A/);
});

test('[SIM-10] where no server answers, the message says so and what to do', async () => {
  // Port 1 (tcpmux) is closed on every machine of this century.
  await expect(checkServer('http://127.0.0.1:1')).rejects.toThrow(/Nothing answers at http:\/\/127\.0\.0\.1:1\. Start the server first/);
});
