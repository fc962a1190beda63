/** One job of sheet-jobs.js in a thread of its own; see organisation/import/sheet-thread.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { JOBS } from './sheet-jobs.js';

parentPort?.postMessage(await JOBS[workerData.job](workerData.input));
