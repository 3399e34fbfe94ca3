import { fileURLToPath } from 'node:url';
import type { ProgramOptions } from '../../../src/api/programs.ts';

/** A program of this folder. */
export const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));

const node = (...args: readonly string[]) => [process.execPath, file('client.mjs'), ...args];

/** Busy for a moment: the first two calls, and one later. */
const BUSY: ProgramOptions['faults'] = [
  { does: 'answer', status: 503, operation: 'createSandbox', times: 2, retryAfter: 0 },
  { does: 'answer', status: 503, operation: 'execSandbox', after: 1 },
];

export interface CorrectClient {
  readonly name: string;
  readonly command: readonly string[];
  readonly faults?: ProgramOptions['faults'];
  /** A command that must be installed. */
  readonly needs?: string;
  /** True when it sends no traceparent, so that the checks of one are skipped. */
  readonly untraced?: boolean;
}

/** Programs that are right, each with other habits. */
export const correct: readonly CorrectClient[] = [
  { name: 'node:http', command: node() },
  ...[
    'no-keep-alive',
    'pool',
    'charset',
    'extra-headers',
    'lower-case-names',
    'upper-case-names',
    'own-spans',
    'options',
  ].map((habit) => ({ name: `node:http, ${habit}`, command: node('--habit', habit) })),
  { name: 'node:http, no-traceparent', command: node('--habit', 'no-traceparent'), untraced: true },
  { name: 'node:http, retries on 503', command: node(), faults: BUSY },
  { name: 'python, HTTP/1.0', command: ['python3', file('python_http10.py')], needs: 'python3', untraced: true },
  { name: 'python, urllib', command: ['python3', file('urllib_client.py')], needs: 'python3' },
  { name: 'curl', command: ['sh', file('curl.sh')], needs: 'curl', untraced: true },
  { name: 'curl, retries on 503', command: ['sh', file('curl.sh')], needs: 'curl', untraced: true, faults: BUSY },
];

/** The defects of client.mjs: the checks that each of them breaks. */
export const defects: Readonly<Record<string, readonly string[]>> = {
  'lower-case-scheme': ['client/authorization'],
  'no-key-on-delete': ['client/authorization'],
  'another-key': ['client/authorization'],
  'key-twice': ['client/authorization-once'],
  'key-in-header': ['client/key-in-header'],
  'key-in-url': ['client/key-in-url'],
  'no-content-type': ['client/content-type'],
  'upper-case-traceparent': ['client/traceparent'],
  'another-trace': ['client/trace-continued'],
  'no-traceparent-on-delete': ['client/trace-on-all'],
  'unknown-route': ['client/operation'],
  'body-without-code': ['client/body'],
  'leaves-forks': ['client/destroys'],
  'deletes-the-winner': ['client/no-afterlife'],
  'prints-the-key': ['client/key-not-printed'],
  'exits-0': ['client/revoked-fails'],
  'says-nothing': ['client/revoked-says-so'],
  'retries-401': ['client/revoked-stops'],
  'ignores-errors': ['client/revoked-fails', 'client/revoked-says-so', 'client/revoked-stops'],
};

/** Defects that fail with a valid key, so that the run with a revoked key shows nothing. */
export const failing: readonly string[] = ['no-key-on-delete', 'another-key', 'key-twice'];

export const defective = (name: string) => node('--defect', name);
