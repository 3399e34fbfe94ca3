import type { ServerResponse } from 'node:http';
import { version } from '../../src/base/version.ts';
import { contractHash, contractVersion } from '../../src/contract/contract.ts';
import type { Reference } from '../core/reference.ts';
import { readFault } from '../faults/fault.ts';
import { BadInput, Field } from '../input/field.ts';
import { LONGEST_MS } from '../input/numbers.ts';
import { HttpError } from '../protocol/message.ts';
import type { Arrival } from '../state/arrivals.ts';
import { type JournalEntry, VERDICTS } from '../state/journal-entry.ts';
import type { JournalFilter } from '../state/journal-filter.ts';
import { readRule, ruleAsJson } from '../state/read-rule.ts';
import { PARTS, reset, type State } from '../state/state.ts';
import { sendEvents } from './events.ts';
import { controlDocument } from './openapi.ts';

/** One request to the control API. */
export interface ControlRequest {
  readonly state: State;
  readonly reference: Reference;
  /** Unique for each start of the mock. */
  readonly run: string;
  readonly query: URLSearchParams;
  readonly body: Field;
  readonly response: ServerResponse;
  readonly show: (entry: JournalEntry) => object;
  /** The label that replaces a known key. */
  readonly label: (key: string) => string;
  /** A header of the request; `name` is in lower case. */
  readonly header: (name: string) => string | undefined;
}

/** Status and JSON of the response; undefined when the handler sends the response itself. */
export type Reply = readonly [status: number, json?: object] | undefined;
type Handler = (request: ControlRequest) => Reply | Promise<Reply>;

/** Every operation, by method and path below the prefix. */
export const routes: Readonly<Record<string, Handler>> = {
  'GET openapi.json': () => [200, controlDocument],

  'GET ': async ({ response }) => {
    const { sendPage } = await import('../inspector/page.ts');
    sendPage(response);
    return undefined;
  },

  'GET info': (request) => [200, infoOf(request)],

  'GET journal': ({ state: { journal }, query, show }) => {
    const entries = journal.entries(filterOf(query));
    const { count, last, cap } = journal;
    const limit = whole(query, 'limit') ?? cap;
    return [200, { count, last, cap, entries: entries.slice(Math.max(0, entries.length - limit)).map(show) }];
  },
  'GET journal/next': async ({ state: { journal }, reference, query, response, show }) => {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const wait = { ...filterOf(query), timeoutMs: whole(query, 'timeoutMs', LONGEST_MS), signal: gone.signal };
    try {
      return [200, show(await journal.next(wait))];
    } catch (error) {
      return gone.signal.aborted ? undefined : [404, { error: reference.keys.redact((error as Error).message) }];
    }
  },
  'DELETE journal': ({ state, reference, query }) => {
    if (!includesAllNamespaces(query)) return resetPart(state, 'journal');
    for (const [, { journal }] of reference.states()) journal.clear();
    reference.arrivals.clear();
    return [204];
  },

  'GET script': ({ state }) => [200, { rules: state.script.rules.map(ruleAsJson) }],
  'POST script': ({ state, body }) => {
    const rules = Array.isArray(body.value) ? body.list(readRule) : [readRule(body)];
    for (const rule of rules) state.script.add(rule);
    return [204];
  },
  'DELETE script': ({ state }) => resetPart(state, 'script'),

  'GET faults': ({ state }) => [200, { faults: state.faults.pending }],
  'POST faults': ({ state, body }) => {
    const faults = Array.isArray(body.value) ? body.list(readFault) : [readFault(body)];
    for (const fault of faults) state.faults.add(fault);
    return [204];
  },
  'DELETE faults': ({ state }) => resetPart(state, 'faults'),

  'GET sandboxes': ({ state, reference, query, label }) => {
    if (!includesAllNamespaces(query)) return [200, { sandboxes: state.sandboxes.list() }];
    const all = reference.states().flatMap(([key, { sandboxes }]) => {
      const namespace = key === undefined ? {} : { namespace: label(key) };
      return sandboxes.list().map((sandbox) => ({ ...sandbox, ...namespace }));
    });
    return [200, { sandboxes: all }];
  },
  'DELETE sandboxes': ({ state }) => resetPart(state, 'sandboxes'),

  'POST keys': ({ reference, body }) => [201, { key: addKey(reference, body) }],
  'POST keys/revoke': ({ reference, body }) => {
    const { key } = body.members('key');
    return reference.keys.revoke(key.text()) ? [204] : [404, { error: 'unknown key' }];
  },

  'POST namespaces': ({ reference, body, label }) => {
    const key = addKey(reference, body);
    reference.namespace(key);
    return [201, { key, label: label(key) }];
  },
  'DELETE namespaces': ({ reference, header }) => {
    const key = bearerOf(header('authorization'));
    if (key === undefined) throw new HttpError(400, 'missing Authorization: Bearer <key of the namespace>');
    reference.keys.revoke(key);
    reference.endNamespace(key);
    return [204];
  },

  'POST reset': ({ state, reference, body }) => {
    const parts = body.members('parts').parts.list((item) => item.choice([...PARTS, 'keys'] as const));
    reset(
      state,
      parts.filter((name) => name !== 'keys'),
    );
    if (parts.includes('keys')) reference.keys.reset();
    return [204];
  },

  'GET events': (request) => {
    const { state, reference, query, header, response, show, label } = request;
    const info = infoOf(request);
    const lastSeen = header('last-event-id') ?? whole(query, 'after');
    if (includesAllNamespaces(query)) {
      const { arrivals } = reference;
      const namespaceOf = (key: string | undefined) => (key === undefined ? {} : { namespace: label(key) });
      const showAll = ({ entry, key }: Arrival) => ({ ...show(entry), ...namespaceOf(key) });
      sendEvents(response, arrivals, { after: Number(lastSeen ?? arrivals.last), show: showAll, info });
    } else sendEvents(response, state.journal, { after: Number(lastSeen ?? state.journal.last), show, info });
    return undefined;
  },
};

function infoOf({ state: { journal }, reference, run }: ControlRequest): object {
  const { mode, keys } = reference.keys.config;
  const contract = { version: contractVersion, hash: contractHash };
  return { version, contract, run, url: reference.url, mode, keys: keys.length, cap: journal.cap };
}

/** The bearer token of an Authorization header; undefined without the header, empty for any other scheme. */
export function bearerOf(value: string | undefined): string | undefined {
  return value === undefined ? undefined : (/^bearer +(.+)$/i.exec(value.trim())?.[1] ?? '');
}

/** Whether the query has `namespaces=all`. */
function includesAllNamespaces(query: URLSearchParams): boolean {
  const value = query.get('namespaces') ?? undefined;
  return new Field(value, ['namespaces']).maybe((field) => field.choice(['all'] as const)) !== undefined;
}

function resetPart(state: State, name: (typeof PARTS)[number]): Reply {
  reset(state, [name]);
  return [204];
}

function addKey(reference: Reference, body: Field): string {
  const key = body.maybe((field) => field.members('key').key.maybe((k) => k.text()));
  return reference.keys.add(key);
}

/** Reads the filter in a query. Throws BadInput for unknown parameters. */
function filterOf(query: URLSearchParams): JournalFilter {
  const known = ['operation', 'method', 'status', 'verdict', 'sandbox', 'after', 'limit', 'timeoutMs'];
  const unknown = [...query.keys()].find((name) => !known.includes(name));
  if (unknown !== undefined) throw new BadInput([unknown], `unknown parameter; expected one of ${known.join(', ')}`);
  const verdict = query.get('verdict') ?? undefined;
  return {
    operation: query.get('operation') ?? undefined,
    method: query.get('method') ?? undefined,
    status: whole(query, 'status'),
    verdict: new Field(verdict, ['verdict']).maybe((v) => v.choice(VERDICTS)),
    sandbox: query.get('sandbox') ?? undefined,
    after: whole(query, 'after'),
  };
}

function whole(query: URLSearchParams, name: string, most = Number.MAX_SAFE_INTEGER): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  return new Field(/^\d+$/.test(text) ? Number(text) : text, [name]).whole(0, most);
}
