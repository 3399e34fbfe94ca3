import { version } from '../../src/base/version.ts';
import { knownOperations } from '../../src/contract/contract.ts';
import { faultSchema } from '../faults/fault.ts';
import { DELAY_SCHEMA as delayMs } from '../faults/kind.ts';
import { VERDICTS } from '../state/journal-entry.ts';
import { PARTS } from '../state/state.ts';

const text = { type: 'string' };
const count = { type: 'integer', minimum: 0 };
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const list = (items: object) => ({ type: 'array', items });
const object = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  ...(required.length > 0 && { required }),
});
const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const body = (schema: object) => ({ requestBody: { required: true, ...json(schema) } });
const ok = (schema: object, description = 'OK.') => ({ '200': { description, ...json(schema) } });
const done = { '204': { description: 'Done. The request is idempotent.' } };
const created = (schema: object) => ({ '201': { description: 'Created.', ...json(schema) } });

const query = (name: string, schema: object, description: string) => ({ name, in: 'query', schema, description });
const filters = [
  query('operation', text, 'Only requests to this operation.'),
  query('method', text, 'Only requests with this method.'),
  query('status', count, 'Only requests with this response status; 0 means that a fault prevented the response.'),
  query('verdict', ref('Verdict'), 'Only requests with this verdict of the key check.'),
  query('sandbox', text, 'Only requests with this sandbox ID in their path.'),
  query('after', count, 'Only requests with a number above this one.'),
];

const all = query('namespaces', { const: 'all' }, 'Include all namespaces, and requests without one.');
const namespace = {
  ...text,
  description: 'The label of the namespace, if any. Only with `namespaces=all`.',
};

const operation = (summary: string, responses: object, more: object = {}) => ({ summary, responses, ...more });

/** The control API of the mock as OpenAPI 3.1. It is not part of the contract. */
export const controlDocument = {
  openapi: '3.1.0',
  info: {
    title: 'Control API of the podflare-conformance mock',
    version,
    description: [
      'Controls the mock and returns the requests that it received. Only programs on the same machine may use it: clients',
      'connect from loopback, the Host header is a loopback address or localhost, and proxies and other origins are refused.',
      'With `Authorization: Bearer KEY` a request applies to the namespace of that key, otherwise to all calls without a',
      'namespace. A POST has the Content-Type application/json. Keys are replaced with labels such as `<key 1>`.',
    ].join('\n'),
  },
  servers: [{ url: '/__mock' }],
  paths: {
    '/': {
      get: operation('Open the inspector', {
        '200': { description: 'The HTML page.', content: { 'text/html': { schema: text } } },
      }),
    },
    '/openapi.json': { get: operation('Get this document', ok(object({}))) },
    '/info': { get: operation('Get versions, mode and URL', ok(ref('Info'))) },
    '/journal': {
      get: operation('List requests', ok(ref('Journal')), {
        parameters: [...filters, query('limit', count, 'Return at most this many requests, the latest ones.')],
      }),
      delete: operation('Clear the journal', done, { parameters: [all] }),
    },
    '/journal/next': {
      get: operation(
        'Wait for the next matching request',
        {
          ...ok(ref('Request'), 'The request.'),
          '404': { description: 'No matching request arrived in time.', ...json(ref('Error')) },
        },
        { parameters: [...filters, query('timeoutMs', count, 'Timeout in milliseconds; default 5,000.')] },
      ),
    },
    '/script': {
      get: operation('List the script rules in order of precedence', ok(object({ rules: list(ref('Rule')) }))),
      post: operation('Add one rule or a list of rules', done, body({ oneOf: [ref('Rule'), list(ref('Rule'))] })),
      delete: operation('Remove the added rules', done),
    },
    '/faults': {
      get: operation('List the faults that may still hit a call', ok(object({ faults: list(ref('Fault')) }))),
      post: operation('Add one fault or a list of faults', done, body({ oneOf: [ref('Fault'), list(ref('Fault'))] })),
      delete: operation('Remove the added faults', done),
    },
    '/sandboxes': {
      get: operation('List sandboxes', ok(object({ sandboxes: list(ref('Sandbox')) })), {
        parameters: [all],
      }),
      delete: operation('Destroy all sandboxes', done),
    },
    '/keys': { post: operation('Add this key, or a random one', created(ref('Key')), body(ref('Key'))) },
    '/keys/revoke': {
      post: operation(
        'Revoke a key',
        { ...done, '404': { description: 'Unknown key.', ...json(ref('Error')) } },
        body(ref('Key')),
      ),
    },
    '/namespaces': {
      post: operation(
        'Create a namespace for this key, or for a random one',
        created(ref('Namespace')),
        body(ref('Key')),
      ),
      delete: operation('End the namespace of the bearer key and revoke the key', done),
    },
    '/reset': {
      post: operation(
        'Reset parts to their initial state',
        done,
        body(object({ parts: list({ enum: [...PARTS, 'keys'] }) }, ['parts'])),
      ),
    },
    '/events': {
      get: operation(
        'Stream requests as server-sent events: `info` first, then `request`',
        { '200': { description: 'An endless stream.', content: { 'text/event-stream': { schema: text } } } },
        {
          parameters: [
            query(
              'after',
              count,
              'Start after the request with this event ID. The header Last-Event-ID has the same effect.',
            ),
            all,
          ],
        },
      ),
    },
  },
  components: {
    schemas: {
      Error: object({ error: text }, ['error']),
      Verdict: { enum: VERDICTS },
      Info: object({
        version: text,
        contract: object({ version: text, hash: text }),
        run: { ...text, description: 'Unique for each start of the mock, after which numbers start again.' },
        url: { ...text, description: 'The URL of hostd, without a trailing slash.' },
        mode: { enum: ['enforced', 'open', 'disabled'] },
        keys: count,
        cap: { ...count, description: 'The number of requests that the journal keeps.' },
      }),
      Journal: object({
        count: {
          ...count,
          description: 'The number of requests since the start or the last clear, regardless of the filter.',
        },
        last: { ...count, description: 'The number of the last request.' },
        cap: { ...count, description: 'The number of requests that the journal keeps.' },
        entries: { ...list(ref('Request')), description: 'The kept requests that match the filter, oldest first.' },
      }),
      Request: object({
        number: count,
        time: { type: 'integer', description: 'Milliseconds since 1970.' },
        method: text,
        target: text,
        rawHeaders: { ...list(text), description: 'Alternating names and values, as sent.' },
        operation: text,
        parameters: { type: 'object', additionalProperties: text },
        status: count,
        verdict: ref('Verdict'),
        fault: text,
        body: text,
        namespace,
      }),
      Step: object({ stdout: text, stderr: text, delayMs }),
      Reply: object({
        stdout: text,
        stderr: text,
        delayMs,
        steps: list(ref('Step')),
        exitCode: { type: 'integer', minimum: -255, maximum: 255, default: 0 },
      }),
      Rule: object(
        {
          code: { ...text, description: 'The whole code, without surrounding whitespace.' },
          contains: { ...text, description: 'A part of the code.' },
          pattern: { ...text, description: 'A JavaScript regular expression that matches the code.' },
          flags: { ...text, description: 'The flags of the pattern.' },
          language: { enum: ['python', 'bash'] },
          times: { ...count, minimum: 1 },
          reply: { oneOf: [text, ref('Reply')], description: 'A string is printed to stdout.' },
        },
        ['reply'],
      ),
      Fault: faultSchema(ref('OperationId')),
      OperationId: { enum: knownOperations.map(({ id }) => id) },
      Sandbox: object({ id: text, parent: text, namespace }, ['id']),
      Key: object({ key: text }),
      Namespace: object({
        key: text,
        label: { ...text, description: 'The label that replaces the key in responses.' },
      }),
    },
  },
};
