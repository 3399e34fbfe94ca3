import type { Worker } from 'node:worker_threads';

/** A pattern took longer than it may. */
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
 * Matches in a thread of its own, one pattern after another. The thread is started when it is first needed, keeps no
 * program alive while it has nothing to do, and is ended with a pattern that is too slow or is not waited for.
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
      return await answerOf(worker, { source, flags, code }, signal, limitMs);
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
  // Neither loaders of this program nor its secrets belong there.
  const worker = new Worker(PROGRAM, { eval: true, execArgv: [], env: {} });
  return new Promise((resolve, reject) => {
    worker.once('error', reject).once('message', () => {
      worker.off('error', reject);
      worker.unref();
      resolve(worker);
    });
  });
}

function answerOf(worker: Worker, job: object, signal: AbortSignal, limitMs: number): Promise<Match> {
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
    const done = (answer: { match: Match } | { problem: string }): void => {
      settle();
      if ('problem' in answer) reject(new Error(answer.problem));
      else resolve(answer.match);
    };
    const timer = setTimeout(() => fail(new TooSlow()), limitMs);
    signal.addEventListener('abort', abort);
    worker.on('message', done).on('error', fail);
    worker.ref();
    worker.postMessage(job);
  });
}
