/**
 * Bytes handed to the system at once, without a stream.
 *
 * send(2) is called by itself where that can be (Linux, koffi): `fs.writeSync` makes a request object for each call
 * and goes by the path of files, which locks the file's position. For each of thousands of sockets that is 1 µs of 11.
 */
import { writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import type koffiModule from 'koffi';

/**
 * Returns how many bytes the system has taken; 0 or less: it takes none now (EAGAIN), or the socket is gone.
 * `fd` is that of a socket which does not block.
 */
export type SendNow = (fd: number, bytes: Buffer) => number;

/** `MSG_DONTWAIT | MSG_NOSIGNAL` as Linux numbers them (linux/socket.h). */
const SEND_FLAGS = 0x40 | 0x4000;

/** What send(2) takes: descriptor, bytes, how many of them, flags. */
type NativeSend = (fd: number, bytes: Buffer, length: number, flags: number) => number;

export const sendNow: SendNow = nativeSend() ?? writeNow;

/** null: no Linux, or there is no koffi for this machine (it is an optional dependency). */
export function nativeSend(): SendNow | null {
  if (process.platform !== 'linux') return null;
  try {
    const koffi = createRequire(import.meta.url)('koffi') as typeof koffiModule;
    const send = koffi.load(null).func('send', 'long', ['int', 'const void *', 'size_t', 'int']) as unknown as NativeSend;
    return (fd, bytes) => send(fd, bytes, bytes.length, SEND_FLAGS);
  } catch {
    return null;
  }
}

export function writeNow(fd: number, bytes: Buffer): number {
  try {
    return writeSync(fd, bytes);
  } catch {
    return 0;
  }
}
