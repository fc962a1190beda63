/**
 * Small facts a browser keeps for its room between visits. Storage may be full, forbidden or hold
 * something of an older version; then the page works as on its first day.
 */
export function recall<T>(key: string, isValid: (value: unknown) => value is T): T | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(`diemcau.${key}`) ?? 'null');
    return isValid(value) ? value : null;
  } catch {
    return null;
  }
}

export function remember(key: string, value: unknown): void {
  try {
    localStorage.setItem(`diemcau.${key}`, JSON.stringify(value));
  } catch {
    // Nothing depends on it.
  }
}
