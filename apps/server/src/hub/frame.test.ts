import { expect, test } from 'vitest';
import { frame, textsIn } from './frame.ts';

const WELCOME = { type: 'closing', reason: 'too-slow' } as const;

/** RFC 6455 §5.2: the length in 7, 16 or 64 bits, whichever is the shortest. */
test.each([
  ['7 bits', 125, [0x81, 125]],
  ['16 bits', 126, [0x81, 126, 0, 126]],
  ['16 bits, the longest', 65_535, [0x81, 126, 0xff, 0xff]],
  ['64 bits', 65_536, [0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0]],
] as const)('[HUB-73] a message is one whole text frame, unmasked, its length in %s', (_bits, bytes, head) => {
  const message = { type: 'answer', commandId: '', ok: true, version: 1 } as const;
  const shortest = textsIn(frame(message))[0]!.length;
  const made = frame({ ...message, commandId: 'x'.repeat(bytes - shortest) });
  expect([...made.subarray(0, head.length)]).toEqual(head);
  expect(made).toHaveLength(head.length + bytes);
});

test('[HUB-73] frames behind each other are read one by one, letters with marks, too', () => {
  const title = { ...WELCOME, type: 'closing', note: 'Điểm cầu '.repeat(100) } as const;
  const texts = textsIn(Buffer.concat([frame(WELCOME), frame(title), frame(WELCOME)]));
  expect(texts.map((text) => JSON.parse(text) as unknown)).toEqual([WELCOME, title, WELCOME]);
});
