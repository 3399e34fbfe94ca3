import { parseTraceparent } from '../../mock/core/trace.ts';
import type { JournalEntry } from '../../mock/state/journal-entry.ts';
import { requestBodies } from '../../src/contract/generated/request-validators.js';
import { type ProgramCheck, requestCheck } from '../../src/program/check.ts';
import { headersOf, isProtected, nameOf, operationOf, valuesOf } from '../../src/program/sent.ts';

/** A program, as the rules for single requests see it. */
export interface Sender {
  /** The key that the program was given. */
  readonly key: string;
  /** The requests that the program sent with a valid key. */
  readonly valid: { readonly entries: readonly JournalEntry[] };
}

/** The checks of each request to hostd, for every kind of program. */
export function requestRules(family: string): ProgramCheck<Sender>[] {
  return [
    requestCheck<Sender>({
      id: `${family}/authorization`,
      level: 'must',
      rule: 'auth/sdk-headers',
      title: 'Every request that needs a key has an Authorization header with the exact value "Bearer <key>".',
      why: 'Without the header a request gets 401. A looser spelling works with some servers and fails with others.',
      fix: 'Set the header from PODFLARE_API_KEY in the one place that every request goes through.',
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
      title: 'Authorization is sent only once.',
      why: 'If there are two, some servers use the first, some the last, and some reject the request.',
      fix: 'Look for a second place that sets the header, such as a client default and an interceptor.',
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
      title: 'The key is not part of a URL.',
      why: 'The server and every proxy on the way log URLs.',
      fix: 'Send the key only in Authorization.',
      expected: 'a request target without the key',
      requests: ({ valid }) => valid.entries,
      found: (entry, { key }) => (holds(entry.target, key) ? `${entry.method} ${entry.target}` : undefined),
    }),
    requestCheck<Sender>({
      id: `${family}/key-in-header`,
      level: 'should',
      rule: 'auth/key-in-header-only',
      title: 'The key is in no header except Authorization.',
      why: 'Proxies and loggers know that Authorization is secret. They do not know about a custom header.',
      fix: 'Remove the other header or cookie.',
      expected: 'the key in Authorization only',
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
      title: 'A request with a body has Content-Type: application/json.',
      why: 'A server may respond with 400 or 415 to a body of another type, or ignore the body.',
      fix: 'Set the header yourself if the HTTP library does not: curl -d and urllib send a form type.',
      expected: 'Content-Type: application/json',
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
      title: 'A traceparent, if sent, is valid.',
      why: 'An invalid traceparent is ignored silently: the trace ends at the client, and nobody sees why.',
      fix: 'Send 00-<32 hex digits>-<16 hex digits>-<2 hex digits> in lower case, on one line, or pass on the value that you received.',
      expected: 'traceparent: 00-<trace>-<span>-<flags>, as defined by W3C Trace Context',
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
      title: 'Every request is an operation of the contract.',
      why: 'A conformant hostd responds to any other request with 404 or 405.',
      fix: 'Compare the method and path with openapi.yaml. Common mistakes are an extra slash, a missing /v1 and an operation of another product.',
      expected: 'an operation of openapi.yaml',
      requests: ({ valid }) => valid.entries,
      found: (entry) => (operationOf(entry) ? undefined : `${nameOf(entry)}, got ${entry.status}`),
    }),
    requestCheck<Sender>({
      id: `${family}/body`,
      level: 'should',
      rule: 'sdk/contract',
      title: 'Every request body matches the contract.',
      why: 'A conformant hostd responds to any other body with 400.',
      fix: 'Compare the body with its schema in openapi.yaml. Members that hostd does not know are fine.',
      expected: 'a body that matches openapi.yaml',
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

/** What is wrong with a body; undefined when it is valid or was too large to store. */
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
