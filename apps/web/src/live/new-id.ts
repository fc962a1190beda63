/** 128 random bits, as many as a UUID has, and also where `crypto.randomUUID` is missing (pages without https). */
const ID_BYTES = 16;

export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(ID_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
