/** Bytes as people read them: 1,024 of one make the next, as disks are counted by systems. */
const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

export function sizeText(bytes: number, language: string): string {
  const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), UNITS.length - 1);
  const value = bytes / 1_024 ** step;
  const digits = { maximumFractionDigits: value < 10 && step > 0 ? 1 : 0 };
  return `${new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'vi-VN', digits).format(value)} ${UNITS[step]}`;
}
