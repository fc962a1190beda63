import { expect, it } from 'vitest';
import { htmlOf, textOf } from './copy-tables.ts';

const TABLE = { title: 'Theo mục', columns: ['Mục', 'Số phút'], rows: [['Y tế <xã> & bản\ntrên', '4,5']] };

it('[SCREEN-78] speaking times are copied as a table for texts and as columns for spreadsheets', () => {
  expect(textOf(TABLE)).toBe('Theo mục\nMục\tSố phút\nY tế <xã> & bản trên\t4,5');
  expect(htmlOf(TABLE)).toContain('<td>Y tế &lt;xã&gt; &amp; bản\ntrên</td><td>4,5</td>');
});
