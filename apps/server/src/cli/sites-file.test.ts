import { expect, test } from 'vitest';
import { parseSites } from './sites-file.ts';

test('a list of rooms is read with or without a header line, with quotes and a byte order mark', () => {
  const text = '\uFEFFname,unit,level\r\n"Xã A, hội trường",Xã A,2\r\nXã B\r\n\r\n"Nhà ""Văn hóa""";Thôn C;3\n';
  expect(parseSites(text, 'rooms.csv')).toEqual([
    { name: 'Xã A, hội trường', unitName: 'Xã A', level: 2 },
    { name: 'Xã B' },
    { name: 'Nhà "Văn hóa"', unitName: 'Thôn C', level: 3 },
  ]);
});

test('the first bad line is named', () => {
  expect(() => parseSites('Xã A,Xã A,2\nXã B,Xã B,second\n', 'rooms.csv')).toThrow('rooms.csv line 2');
});

test('units above and people expected come from optional columns; the same names are the same unit', () => {
  const text = 'name,unit,level,path,expected\nXã A,,1,Tỉnh,40\nThôn B,,2,Tỉnh > Xã A,12\nXã C,,,,\n';
  const [commune, hamlet, bare] = parseSites(text, 'rooms.csv');
  expect(commune).toMatchObject({ name: 'Xã A', expectedCount: 40 });
  expect(hamlet!.unitPath).toHaveLength(3);
  expect(hamlet!.unitPath!.slice(1)).toEqual(commune!.unitPath);
  expect([hamlet!.unitPath![0], commune!.unitPath![0]]).toEqual([hamlet!.unitId, commune!.unitId]);
  expect(hamlet!.unitNames).toEqual(['Thôn B', 'Xã A', 'Tỉnh']);
  expect(bare).toEqual({ name: 'Xã C' });
  expect(() => parseSites('Xã A,,,,nhiều\n', 'rooms.csv')).toThrow('rooms.csv line 1');
});
