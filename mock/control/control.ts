import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Reference } from '../core/reference.ts';
import { BadInput, Field } from '../input/field.ts';
import { hasTooManyValues, JSON_VALUES } from '../protocol/json.ts';
import { HttpError } from '../protocol/message.ts';
import { readBody } from '../server/body.ts';
import type { Intercept } from '../server/http-server.ts';
import type { JournalEntry } from '../state/journal-entry.ts';
import { shown } from '../state/redaction.ts';
import type { State } from '../state/state.ts';
import { refusalOf } from './guard.ts';
import { bearerOf, type ControlRequest, type Reply, routes } from './routes.ts';

/** The path prefix of the control API, which is not part of the contract. */
const CONTROL_PREFIX = '/__mock/';

/** The properties that all requests to one control API share. */
type Shared = Pick<ControlRequest, 'reference' | 'run' | 'show' | 'label'>;

/** The control API of a reference, which intercepts requests to the port of hostd. */
export function controlOf(reference: Reference): Intercept {
  const run = randomUUID();
  const show = (entry: JournalEntry): object => shown(entry, (text) => reference.keys.redact(text));
  const label = (key: string): string => reference.keys.label(key);
  void reference.arrivals; // Starts recording, so that the inspector also shows requests from before it was opened.
  return (message, response) => {
    if (!message.url?.startsWith(CONTROL_PREFIX)) return false;
    void serve(message, response, { reference, run, show, label });
    return true;
  };
}

async function serve(message: IncomingMessage, response: ServerResponse, shared: Shared): Promise<void> {
  let reply: Reply;
  try {
    reply = await handle(message, response, shared);
  } catch (error) {
    if (error instanceof BadInput || error instanceof TypeError) reply = [400, { error: error.message }];
    else if (error instanceof HttpError) reply = [error.status, { error: error.message }];
    else reply = [500, { error: 'internal error' }];
  }
  if (!reply || response.headersSent) return;
  const [status, json] = reply;
  const text = json === undefined ? '' : `${JSON.stringify(json)}\n`;
  response.writeHead(status, {
    ...(text !== '' && { 'content-type': 'application/json' }),
    ...(status !== 204 && { 'content-length': Buffer.byteLength(text) }),
    'cache-control': 'no-store',
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  });
  response.end(text);
}

async function handle(message: IncomingMessage, response: ServerResponse, shared: Shared): Promise<Reply> {
  const refusal = refusalOf(message);
  if (refusal !== undefined) return [403, { error: refusal }];
  const { pathname, searchParams: query } = new URL(message.url ?? '', 'http://localhost');
  const path = pathname.slice(CONTROL_PREFIX.length);
  const handler = routes[`${message.method} ${path}`];
  if (!handler) return noRoute(path);
  const header = (name: string) => message.headersDistinct[name]?.join(', ');
  const body = new Field(parse(await readBody(message)));
  return handler({ ...shared, state: stateOf(shared.reference, header), query, body, response, header });
}

function noRoute(path: string): Reply {
  const methods = Object.keys(routes).filter((name) => name.endsWith(` ${path}`));
  if (methods.length > 0) return [405, { error: `method not allowed; use ${methods.join(' or ')}` }];
  return [404, { error: `unknown path ${CONTROL_PREFIX}${path}; see ${CONTROL_PREFIX}openapi.json` }];
}

function stateOf(reference: Reference, header: ControlRequest['header']): State {
  const key = bearerOf(header('authorization'));
  if (key === undefined) return reference.main;
  const state = reference.namespaceOf(key);
  if (!state) throw new HttpError(404, `no namespace has this key; create one with POST ${CONTROL_PREFIX}namespaces`);
  return state;
}

function parse(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  if (hasTooManyValues(bytes)) throw new HttpError(413, `the body has more than ${JSON_VALUES} values`);
  try {
    return JSON.parse(bytes.toString());
  } catch (error) {
    throw new BadInput([], `not valid JSON: ${(error as Error).message}`);
  }
}
