import { pino } from 'pino';
import type { Logger } from '../../log.ts';

/** For tests that provoke what would be logged. */
export const SILENT_LOG: Logger = pino({ level: 'silent' });
