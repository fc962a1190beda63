/** Decides by a file's content what it is, and whether it is taken in. */
import { open } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import { FILE_KINDS, kindOf, type FileKind } from './file-kinds.ts';
import { extensionOf } from './file-name.ts';
import { checkOpenXml } from './open-xml.ts';
import { RefusedFile } from './refused-file.ts';

/** Reads what it needs of the file. Throws RefusedFile. */
export async function checkFile(path: string, fileName: string): Promise<FileKind> {
  const kind = await kindByContent(path);
  const said = extensionOf(fileName);
  // A name without an extension says nothing; one with another is a mistake or a trick.
  if (said !== '' && !FILE_KINDS[kind].extensions.includes(said)) throw new RefusedFile('type-mismatch');
  if (kind === 'pdf' && !(await endsAsPdf(path))) throw new RefusedFile('damaged');
  if (FILE_KINDS[kind].reads === 'converted') await checkOpenXml(path);
  return kind;
}

async function kindByContent(path: string): Promise<FileKind> {
  const found = await fileTypeFromFile(path).catch(() => {
    throw new RefusedFile('damaged');
  });
  // Compound files: Office 97–2003, and OOXML with a password (MS-OFFCRYPTO §2.1).
  if (found?.mime === 'application/x-cfb') throw new RefusedFile('old-office');
  if (found && /macroenabled/i.test(found.mime)) throw new RefusedFile('macros');
  const kind = found ? kindOf(found.mime) : null;
  if (!kind) throw new RefusedFile('type-unknown');
  return kind;
}

/** Readers look for the end in the last 1,024 bytes (PDF 1.7, Appendix H.3 note 18); twice that bears a scanner's padding. */
const TAIL_BYTES = 2_048;

async function endsAsPdf(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const length = Math.min(size, TAIL_BYTES);
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.includes('%%EOF') || buffer.includes('startxref');
  } finally {
    await file.close();
  }
}
