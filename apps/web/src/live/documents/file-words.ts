/** What a file is called in a list, and its ending where it is saved. */
const TYPES: Readonly<Record<string, { readonly label: string; readonly extension: string }>> = {
  'application/pdf': { label: 'PDF', extension: 'pdf' },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': { label: 'Word', extension: 'docx' },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { label: 'Excel', extension: 'xlsx' },
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': { label: 'PowerPoint', extension: 'pptx' },
  'image/png': { label: 'PNG', extension: 'png' },
  'image/jpeg': { label: 'JPEG', extension: 'jpg' },
  'image/webp': { label: 'WebP', extension: 'webp' },
  'image/gif': { label: 'GIF', extension: 'gif' },
};

export function typeLabel(mediaType: string): string {
  return TYPES[mediaType]?.label ?? mediaType;
}

/** As the server names downloads, without what Windows refuses in names. */
export function savedName(title: string, mediaType: string): string {
  const stem = title.replace(/[<>:"|?*\\/]/g, ' ').trim();
  return `${stem}.${TYPES[mediaType]?.extension ?? 'bin'}`;
}

const MB = 1_000_000;
const KB = 1_000;

export function sizeText(bytes: number, language: string): string {
  const [value, unit] = bytes >= MB ? [bytes / MB, 'MB'] : [Math.max(1, Math.round(bytes / KB)), 'KB'];
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)} ${unit}`;
}
