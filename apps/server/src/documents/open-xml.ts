/** Looks through DOCX, XLSX and PPTX, which are zip archives, before anything else unpacks them. */
import { open, type Entry, type ZipFile } from 'yauzl';
import { RefusedFile, type FileRefusal } from './refused-file.ts';

/** A deck of two hundred slides with their pictures has about two thousand. */
const ENTRIES_MAX = 10_000;
/** Ten times the largest upload; pictures are packed already, and text of that length nobody reads. */
const UNPACKED_MAX_BYTES = 512 * 1_048_576;
/** VBA projects (MS-OVBA §2.2.1), ActiveX controls and macro sheets of Excel 4. */
const RUNS = /vbaProject|vbaData|(^|\/)activeX\/|(^|\/)macrosheets\//i;

/**
 * Unpacks every entry without keeping it and stops at the first that is larger than it says (yauzl checks) or
 * makes the whole too large. Names that lead out of the archive are an error of yauzl's. Throws RefusedFile.
 */
export async function checkOpenXml(path: string): Promise<void> {
  const zip = await opened(path);
  try {
    const refusal = zip.entryCount > ENTRIES_MAX ? 'too-packed' : await walk(zip);
    if (refusal) throw new RefusedFile(refusal);
  } finally {
    zip.close();
  }
}

function opened(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false }, (error, zip) => (error ? reject(new RefusedFile('damaged')) : resolve(zip)));
  });
}

function walk(zip: ZipFile): Promise<FileRefusal | null> {
  return new Promise((resolve) => {
    let totalBytes = 0;
    zip.on('error', () => resolve('damaged'));
    zip.on('end', () => resolve(null));
    zip.on('entry', (entry: Entry) => {
      totalBytes += entry.uncompressedSize;
      if (RUNS.test(entry.fileName)) return resolve('macros');
      if (totalBytes > UNPACKED_MAX_BYTES) return resolve('too-packed');
      void unpacks(zip, entry).then((fine) => (fine ? zip.readEntry() : resolve('damaged')));
    });
    zip.readEntry();
  });
}

function unpacks(zip: ZipFile, entry: Entry): Promise<boolean> {
  return new Promise((resolve) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return resolve(false);
      stream.on('error', () => resolve(false));
      stream.on('end', () => resolve(true));
      stream.resume();
    });
  });
}
