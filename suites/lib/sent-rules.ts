import { parseTraceparent } from '../../mock/core/trace.ts';
import type { JournalEntry } from '../../mock/state/journal-entry.ts';
import { requestBodies } from '../../src/contract/generated/validators.js';
import { type ProgramCheck, requestCheck } from '../../src/program/check.ts';
import { headersOf, isProtected, nameOf, operationOf, valuesOf } from '../../src/program/sent.ts';

/** What the rules of single requests need to know of a program. */
export interface Sender {
  /** The key that it was given. */
  readonly key: string;
  /** What it sent with a valid key. */
  readonly valid: { readonly entries: readonly JournalEntry[] };
}

/** The rules for each request that goes to hostd, whatever sends it. */
export function requestRules(family: string): ProgramCheck<Sender>[] {
  return [
    requestCheck<Sender>({
      id: `${family}/authorization`,
      level: 'must',
      rule: 'auth/sdk-headers',
      title: 'Every request that needs a key carries Authorization, and its value is exactly "Bearer <key>".',
      why: 'A request without it is answered 401; a looser spelling works with some servers and breaks with others.',
      fix: 'Set the header in the one place through which all requests go, from PODFLARE_API_KEY.',
      expected: 'Authorization: Bearer $PODFLARE_API_KEY',
      requests: ({ valid }) =>
        valid.entries.filter((entry) => isProtected(entry) || (operationOf(entry) && hasKey(entry))),
      found(entry, { key }) {
        const values = valuesOf(entry, 'authorization');
        if (values.length === 0) return 'no Authorization';
        const other = values.find((value) => value !== `Bearer ${key}`);
        return other === undefined ? undefined : `Authorization: ${other}`;
      },
    }),
    requestCheck<Sender>({
      id: `${family}/authorization-once`,
      level: 'should',
      rule: 'rfc9110/single-sender',
      title: 'Authorization is sent once.',
      why: 'Of two lines some servers take the first, others the last, and others refuse the request.',
      fix: 'Look for a second place that sets the header: a default of the client, and an interceptor.',
      expected: 'one Authorization line',
      requests: ({ valid }) => valid.entries.filter(hasKey),
      found(entry) {
        const { length } = valuesOf(entry, 'authorization');
        return length === 1 ? undefined : `${length} lines`;
      },
    }),
    requestCheck<Sender>({
      id: `${family}/key-in-url`,
      level: 'should',
      rule: 'auth/key-in-header-only',
      title: 'The key is in no URL.',
      why: 'URLs are logged by every proxy on the way, and by the server.',
      fix: 'Send the key in Authorization, and nowhere else.',
      expected: 'a target without the key',
      requests: ({ valid }) => valid.entries,
      found: (entry, { key }) => (holds(entry.target, key) ? `${entry.method} ${entry.target}` : undefined),
    }),
    requestCheck<Sender>({
      id: `${family}/key-in-header`,
      level: 'should',
      rule: 'auth/key-in-header-only',
      title: 'The key is in no header but Authorization.',
      why: 'Proxies and loggers know that Authorization is secret; of a header of your own they do not.',
      fix: 'Remove the other header or cookie.',
      expected: 'the key in Authorization alone',
      requests: ({ valid }) => valid.entries,
      found(entry, { key }) {
        const other = headersOf(entry).find(([name, value]) => !/^authorization$/i.test(name) && holds(value, key));
        return other && `${other[0]}: ${other[1]}`;
      },
    }),
    requestCheck<Sender>({
      id: `${family}/content-type`,
      level: 'must',
      rule: 'auth/sdk-headers',
      title: 'A request with a body says that it is application/json.',
      why: 'A server may answer 400 or 415 to a body of another type, or take it for none.',
      fix: 'Set the header yourself where the HTTP library does not: curl -d and urllib send a form type.',
      expected: 'content-type: application/json',
      requests: ({ valid }) => valid.entries.filter(({ body }) => body !== undefined && body !== ''),
      found(entry) {
        const values = valuesOf(entry, 'content-type');
        const json = values.length === 1 && /^application\/json\s*(;|$)/i.test(values[0] ?? '');
        return json ? undefined : values.length === 0 ? 'no content-type' : `content-type: ${values.join(', ')}`;
      },
    }),
    requestCheck<Sender>({
      id: `${family}/traceparent`,
      level: 'must',
      rule: 'sdk/traceparent-valid',
      title: 'A traceparent, if one is sent, is valid.',
      why: 'An invalid one is ignored without a word: the trace ends at the client, and nobody sees why.',
      fix: 'Write 00-<32 hex digits>-<16 hex digits>-<2 hex digits> in lower case, in one line; or pass on what you got.',
      expected: 'traceparent: 00-<trace>-<span>-<flags>, as W3C Trace Context has it',
      requests: ({ valid }) => valid.entries.filter((entry) => valuesOf(entry, 'traceparent').length > 0),
      found(entry) {
        const values = valuesOf(entry, 'traceparent');
        const [only = ''] = values;
        if (values.length > 1) return `${values.length} traceparent lines`;
        return parseTraceparent(only).traceId === '' ? `traceparent: ${only}` : undefined;
      },
    }),
    requestCheck<Sender>({
      id: `${family}/operation`,
      level: 'should',
      rule: 'sdk/contract',
      title: 'Every request means an operation of the contract.',
      why: 'A hostd that keeps its contract answers 404 or 405 to all others.',
      fix: 'Compare method and path with openapi.yaml: a slash too many, a missing /v1, an operation of another product.',
      expected: 'an operation of openapi.yaml',
      requests: ({ valid }) => valid.entries,
      found: (entry) => (operationOf(entry) ? undefined : `${nameOf(entry)}, answered ${entry.status}`),
    }),
    requestCheck<Sender>({
      id: `${family}/body`,
      level: 'should',
      rule: 'sdk/contract',
      title: 'Every request body fits the contract.',
      why: 'A hostd that keeps its contract answers 400 to all others.',
      fix: 'Compare the body with its schema in openapi.yaml; members that hostd does not know are fine.',
      expected: 'a body as openapi.yaml has it',
      requests: ({ valid }) => valid.entries.filter(({ operation }) => operation && requestBodies[operation]),
      found: bodyProblem,
    }),
  ];
}

function hasKey(entry: JournalEntry): boolean {
  return valuesOf(entry, 'authorization').length > 0;
}

function holds(text: string, key: string): boolean {
  return text.includes(key) || text.includes(encodeURIComponent(key));
}

/** What is wrong with a body; undefined when it fits, or was too large to be kept. */
function bodyProblem(entry: JournalEntry): string | undefined {
  const operation = operationOf(entry);
  const fits = requestBodies[entry.operation ?? ''];
  if (!operation?.body || !fits || (entry.body === undefined && entry.status !== 400)) return undefined;
  if (!entry.body) return operation.body.required ? 'no body' : undefined;
  const value = parsed(entry.body);
  if (value === undefined) return 'a body that is not JSON';
  if (fits(value)) return undefined;
  const [error] = fits.errors ?? [];
  return `${error?.instancePath || 'the body'} ${error?.message}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
