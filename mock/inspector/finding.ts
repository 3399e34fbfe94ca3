import type { Fault } from '../faults/fault.ts';
import { faultKinds } from '../faults/registry.ts';
import type { Shown } from '../state/redaction.ts';

/** The rules of the ledger that a single request can violate. */
export const RULES = [
  'auth/every-request',
  'auth/bearer-only',
  'auth/exact-match',
  'rfc9110/single-sender',
  'sdk/contract',
  'docs/not-found',
] as const;

/** The reason why a request failed. */
export interface Finding {
  /** The violated rule; undefined when the request violated none. */
  readonly rule?: (typeof RULES)[number];
  readonly found: string;
  readonly fix?: string;
}

const SET_HEADER = 'Set the header from PODFLARE_API_KEY in the one place that builds every request.';
const BEARER = 'Send Authorization: Bearer, one space, and the key.';
const SET_TWICE = 'Two places set the header, such as a client default and an interceptor. Remove one.';
const CONTRACT = 'Compare the request with openapi.yaml.';

/** What was wrong with a request, judged by its journal entry; undefined when the request succeeded. */
export function findingOf(entry: Shown): Finding | undefined {
  const { fault, verdict, status } = entry;
  if (fault !== undefined)
    return { found: Object.hasOwn(faultKinds, fault) ? faultKinds[fault as Fault['does']].found : fault };
  if (verdict === 'missing') return withoutKey(valuesOf(entry, 'authorization'));
  if (verdict === 'invalid') return unknownKey(valuesOf(entry, 'authorization'));
  return status < 400 ? undefined : failed(entry);
}

function withoutKey(values: readonly string[]): Finding {
  const [value] = values;
  if (value === undefined) return { rule: 'auth/every-request', found: 'no Authorization header', fix: SET_HEADER };
  if (values.length > 1) return several(values);
  const rule = 'auth/bearer-only';
  if (value.trim() === '') return { rule, found: 'an empty Authorization header', fix: SET_HEADER };
  if (/^bearer$/i.test(value.trim())) return { rule, found: 'no key after Bearer', fix: SET_HEADER };
  return { rule, found: 'an Authorization header that is not "Bearer <key>"', fix: BEARER };
}

function unknownKey(values: readonly string[]): Finding {
  if (values.length > 1) return several(values);
  const rule = 'auth/exact-match';
  const value = values[0]?.trim() ?? '';
  const [, known] = /^\S+ +(<key \d+>)$/.exec(value) ?? [];
  if (known !== undefined) return { rule, found: `${known} is revoked`, fix: 'Use a key that is still valid.' };
  const modified = /<key \d+( [a-z\d ]+)?>/.exec(value);
  if (modified)
    return { rule, found: 'a modified key', fix: 'Send the key unmodified, with nothing before or after it.' };
  return { rule, found: 'an unknown key', fix: 'Send one of PODFLARE_API_KEYS.' };
}

function several({ length }: readonly string[]): Finding {
  return { rule: 'rfc9110/single-sender', found: `${length} Authorization headers`, fix: SET_TWICE };
}

function failed({ method, target, operation, status }: Shown): Finding {
  const path = target.replace(/\?.*$/s, '');
  const rule = 'sdk/contract';
  if (operation === undefined || status === 405)
    return { rule, found: `${method} ${path} is not an operation of the contract`, fix: CONTRACT };
  if (status === 404) return { rule: 'docs/not-found', found: `${path} does not exist, or no longer exists` };
  if (status === 400) return { rule, found: 'the body violates the contract', fix: CONTRACT };
  return { found: `the response was ${status}` };
}

/** The values of a header, one for each header line. `name` is in lower case. */
export function valuesOf({ rawHeaders }: Shown, name: string): readonly string[] {
  return rawHeaders.filter((_, i) => i % 2 === 1 && rawHeaders[i - 1]?.toLowerCase() === name);
}
