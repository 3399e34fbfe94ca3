import type { Worker } from 'node:worker_threads';

/** A pattern exceeded its time limit. */
export class TooSlow extends Error {}

type Match = RegExpExecArray | null;

const PROGRAM = `
const { parentPort } = require('node:worker_threads');
parentPort.on('message', ({ source, flags, code }) => {
  try {
    parentPort.postMessage({ match: new RegExp(source, flags).exec(code) });
  } catch (error) {
    parentPort.postMessage({ problem: error.message });
  }
});
parentPort.postMessage('ready');
`;

let idle: Promise<Worker> | undefined;
let last: Promise<unknown> = Promise.resolve();

/**
 * Matches in a worker thread, one pattern at a time. The thread starts on first use and does not keep the process alive
 * while idle. It is terminated when a pattern is too slow or `signal` aborts.
 * @throws TooSlow when the match takes longer than `limitMs`, and the reason of `signal` when that aborts
 */
export function matchInWorker(
  { source, flags }: RegExp,
  code: string,
  signal: AbortSignal,
  limitMs: number,
): Promise<Match> {
  const result = last.then(async () => {
    signal.throwIfAborted();
    idle ??= start();
    const worker = await idle.catch((error) => {
      idle = undefined;
      throw error;
    });
    try {
      return await execute(worker, { source, flags, code }, signal, limitMs);
    } catch (error) {
      idle = undefined;
      void worker.terminate();
      throw error;
    }
  });
  last = result.catch(() => {});
  return result;
}

async function start(): Promise<Worker> {
  const { Worker } = await import('node:worker_threads');
  // The worker gets neither the loaders nor the environment of this process.
  const worker = new Worker(PROGRAM, { eval: true, execArgv: [], env: {} });
  return new Promise((resolve, reject) => {
    worker.once('error', reject).once('message', () => {
      worker.off('error', reject);
      worker.unref();
      resolve(worker);
    });
  });
}

function execute(worker: Worker, job: object, signal: AbortSignal, limitMs: number): Promise<Match> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      worker.off('message', done).off('error', fail);
      worker.unref();
    };
    const fail = (error: unknown): void => {
      settle();
      reject(error);
    };
    const abort = (): void => fail(signal.reason);
    const done = (message: { match: Match } | { problem: string }): void => {
      settle();
      if ('problem' in message) reject(new Error(message.problem));
      else resolve(message.match);
    };
    const timer = setTimeout(() => fail(new TooSlow()), limitMs);
    signal.addEventListener('abort', abort);
    worker.on('message', done).on('error', fail);
    worker.ref();
    worker.postMessage(job);
  });
}
