/** Which files are taken in, and what may be done with each. */

export type FileKind = 'pdf' | 'docx' | 'xlsx' | 'pptx' | 'png' | 'jpeg' | 'webp' | 'gif';

interface KindFacts {
  readonly mediaType: string;
  /** The first is given to downloads. */
  readonly extensions: readonly string[];
  /** How a browser of ours reads it: in the page, as a picture, or after a conversion to PDF. */
  readonly reads: 'pdf' | 'image' | 'converted';
}

const OPEN_XML = 'application/vnd.openxmlformats-officedocument';

/** SVG is not among them: it is a page with scripts of its own. */
export const FILE_KINDS: Readonly<Record<FileKind, KindFacts>> = {
  pdf: { mediaType: 'application/pdf', extensions: ['pdf'], reads: 'pdf' },
  docx: { mediaType: `${OPEN_XML}.wordprocessingml.document`, extensions: ['docx'], reads: 'converted' },
  xlsx: { mediaType: `${OPEN_XML}.spreadsheetml.sheet`, extensions: ['xlsx'], reads: 'converted' },
  pptx: { mediaType: `${OPEN_XML}.presentationml.presentation`, extensions: ['pptx'], reads: 'converted' },
  png: { mediaType: 'image/png', extensions: ['png'], reads: 'image' },
  jpeg: { mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg'], reads: 'image' },
  webp: { mediaType: 'image/webp', extensions: ['webp'], reads: 'image' },
  gif: { mediaType: 'image/gif', extensions: ['gif'], reads: 'image' },
};

export function kindOf(mediaType: string): FileKind | null {
  const found = Object.entries(FILE_KINDS).find(([, facts]) => facts.mediaType === mediaType);
  return found ? (found[0] as FileKind) : null;
}
