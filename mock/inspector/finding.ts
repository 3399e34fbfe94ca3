import type { Fault } from '../faults/fault.ts';
import { faultKinds } from '../faults/registry.ts';
import type { Shown } from '../state/redaction.ts';

/** The rules of the ledger that a single request can be seen to break. */
export const RULES = [
  'auth/every-request',
  'auth/bearer-only',
  'auth/exact-match',
  'rfc9110/single-sender',
  'sdk/contract',
  'docs/not-found',
] as const;

/** Why a request was not served. */
export interface Finding {
  /** The rule that it broke; undefined when it broke none. */
  readonly rule?: (typeof RULES)[number];
  readonly found: string;
  readonly fix?: string;
}

const SET_IT = 'Set the header from PODFLARE_API_KEY in the one place that every request goes through.';
const BEARER = 'Send Authorization: Bearer, one blank, and the key.';
const SECOND_PLACE = 'Look for a second place that sets the header, such as a client default and an interceptor.';
const CONTRACT = 'Compare it with openapi.yaml.';

/** What was wrong with a request, as far as what is kept of it tells; undefined when it was served. */
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
  if (value === undefined) return { rule: 'auth/every-request', found: 'no Authorization header', fix: SET_IT };
  if (values.length > 1) return several(values);
  const rule = 'auth/bearer-only';
  if (value.trim() === '') return { rule, found: 'an empty Authorization header', fix: SET_IT };
  if (/^bearer$/i.test(value.trim())) return { rule, found: 'no key behind Bearer', fix: SET_IT };
  return { rule, found: 'an Authorization header of another form', fix: BEARER };
}

function unknownKey(values: readonly string[]): Finding {
  if (values.length > 1) return several(values);
  const rule = 'auth/exact-match';
  const value = values[0]?.trim() ?? '';
  const [, known] = /^\S+ +(<key \d+>)$/.exec(value) ?? [];
  if (known !== undefined) return { rule, found: `${known} is revoked`, fix: 'Use a key that is still taken.' };
  const altered = /<key \d+( [a-z\d ]+)?>/.exec(value);
  if (altered) return { rule, found: 'a key, altered', fix: 'Send the key as it is, and nothing besides.' };
  return { rule, found: 'it carries none of the keys', fix: 'Send one of PODFLARE_API_KEYS.' };
}

function several({ length }: readonly string[]): Finding {
  return { rule: 'rfc9110/single-sender', found: `${length} Authorization headers`, fix: SECOND_PLACE };
}

function failed({ method, target, operation, status }: Shown): Finding {
  const path = target.replace(/\?.*$/s, '');
  const rule = 'sdk/contract';
  if (operation === undefined || status === 405)
    return { rule, found: `${method} ${path} is no operation of the contract`, fix: CONTRACT };
  if (status === 404) return { rule: 'docs/not-found', found: `nothing is at ${path}, or not any more` };
  if (status === 400) return { rule, found: 'its body does not fit the contract', fix: CONTRACT };
  return { found: `it was answered ${status}` };
}

/** The values of a header, one for each line. `name` is in lower case. */
export function valuesOf({ rawHeaders }: Shown, name: string): readonly string[] {
  return rawHeaders.filter((_, i) => i % 2 === 1 && rawHeaders[i - 1]?.toLowerCase() === name);
}
