/** Looks through a zip before anything unpacks it into memory. */
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';

/** The largest honest workbook (see FILE_MAX_BYTES) unpacks to a third of this. */
const UNPACKED_MAX_BYTES = 256 * 1_048_576;
/** A workbook of a hundred sheets with drawings has fewer. */
const ENTRIES_MAX = 1_000;

/**
 * Unpacks every entry without keeping it, stopping at the first one that is larger than it says or
 * makes the whole too large: neither a bomb nor a liar gets further. What is no zip is harmless here;
 * reading it fails by itself.
 */
export async function archiveIsHarmless(bytes: Buffer): Promise<boolean> {
  const zip = await open(bytes);
  if (!zip) return true;
  if (zip.entryCount > ENTRIES_MAX) return false;
  return new Promise((resolve) => {
    let total = 0;
    zip.on('error', () => resolve(false));
    zip.on('end', () => resolve(true));
    zip.on('entry', (entry: Entry) => {
      total += entry.uncompressedSize;
      if (total > UNPACKED_MAX_BYTES) resolve(false);
      else void unpacks(zip, entry).then((fine) => (fine ? zip.readEntry() : resolve(false)));
    });
    zip.readEntry();
  });
}

function open(bytes: Buffer): Promise<ZipFile | null> {
  // validateEntrySizes (the default) ends a stream that gives more bytes than its entry says.
  return new Promise((resolve) => fromBuffer(bytes, { lazyEntries: true }, (error, zip) => resolve(error ? null : zip)));
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
