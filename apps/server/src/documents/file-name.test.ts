import { describe, expect, it } from 'vitest';
import { downloadName, extensionOf, stemOf } from './file-name.ts';

describe('names of files', () => {
  it.each([
    ['Báo cáo quý III.docx', 'Báo cáo quý III'],
    // As macOS sends it: letters and their marks apart.
    ['Báo cáo.pdf'.normalize('NFD'), 'Báo cáo'],
    ['C:\\Users\\Hoa\\Kế hoạch.xlsx', 'Kế hoạch'],
    ['../../etc/passwd.pdf', 'passwd'],
    // RIGHT-TO-LEFT OVERRIDE makes the end of a name look like another.
    ['bao-cao-\u202Efdp.exe.pdf', 'bao-cao- fdp.exe'],
    ['  nhiều   khoảng\ttrắng  .pdf', 'nhiều khoảng trắng'],
    ['a<b>:c"|?*.pdf', 'a b c'],
    ['.pdf', ''],
    ['con.pdf', ''],
    ['Công văn số 12.2026', 'Công văn số 12'],
  ])('[FILE-3] %j becomes %j', (name, stem) => expect(stemOf(name)).toBe(stem));

  it('[FILE-3] a long name is cut between letters, not inside one', () => {
    expect([...stemOf(`${'ế'.repeat(500)}.pdf`)]).toHaveLength(300);
    expect(stemOf(`${'👪'.repeat(400)}.pdf`)).not.toMatch(/\p{Cs}/u);
  });

  it('[FILE-3] a download has the title and the ending of what it is', () => {
    expect(downloadName('Báo cáo / quý III', 'docx')).toBe('Báo cáo quý III.docx');
    expect(downloadName('…', 'jpeg')).toBe('….jpg');
    expect(downloadName('///', 'pdf')).toBe('tai-lieu.pdf');
    expect([extensionOf('a.PDF'), extensionOf('a'), extensionOf('a.b.docx')]).toEqual(['pdf', '', 'docx']);
  });
});
