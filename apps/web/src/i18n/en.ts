import { common } from './en/common.ts';
import { console } from './en/console.ts';
import { entry } from './en/entry.ts';
import { refusal } from './en/refusals.ts';
import { siteRoom } from './en/site-room.ts';
import type { Words } from './vi.ts';

export const en: Words = { ...common, entry, console, siteRoom, refusal };
