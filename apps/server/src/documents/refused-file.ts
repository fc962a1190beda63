/** Why a file is not taken in; screens have a sentence for each. */
export const FILE_REFUSALS = {
  empty: 'The file has no content.',
  'too-large': 'The file is larger than DIEMCAU_DOCUMENT_MAX_MB.',
  'type-unknown': 'Neither PDF, DOCX, XLSX, PPTX nor a picture (PNG, JPEG, WebP, GIF), whatever its name says.',
  'type-mismatch': 'The name says another type than the content.',
  'old-office': 'A file of Office 97–2003, or one with a password: save it as DOCX, XLSX or PPTX without one.',
  macros: 'The file holds macros or controls that run by themselves.',
  damaged: 'The file is cut off or cannot be read.',
  'too-packed': 'The archive unpacks to far more than a document holds.',
} as const;

export type FileRefusal = keyof typeof FILE_REFUSALS;

/** Thrown while a file is taken in; nothing of it is kept. */
export class RefusedFile extends Error {
  constructor(readonly reason: FileRefusal) {
    super(FILE_REFUSALS[reason]);
    this.name = 'RefusedFile';
  }
}
