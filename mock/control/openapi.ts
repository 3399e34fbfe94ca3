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
const ok = (schema: object, description = 'What was asked for.') => ({ '200': { description, ...json(schema) } });
const done = { '204': { description: 'Done; saying it again changes nothing.' } };
const created = (schema: object) => ({ '201': { description: 'It was made.', ...json(schema) } });

const query = (name: string, schema: object, description: string) => ({ name, in: 'query', schema, description });
const filters = [
  query('operation', text, "Only this operation of hostd's contract."),
  query('method', text, 'Only this method.'),
  query('status', count, 'Only this status; 0 is none.'),
  query('verdict', ref('Verdict'), 'Only this verdict of the gate.'),
  query('sandbox', text, 'Only requests whose path names this sandbox.'),
  query('after', count, 'Only requests after the one with this number.'),
];

const all = query('namespaces', { const: 'all' }, 'About all namespaces together, and what belongs to none.');
const namespace = {
  ...text,
  description: 'The label of its namespace, with `namespaces=all`; absent when it has none.',
};

const operation = (summary: string, responses: object, more: object = {}) => ({ summary, responses, ...more });

/** The control API of the mock, which is no part of hostd's contract, as OpenAPI 3.1. */
export const controlDocument = {
  openapi: '3.1.0',
  info: {
    title: 'Control API of the podflare-conformance mock',
    version,
    description: [
      'Steers the mock and shows what arrived. It is served to programs of the same machine only: loopback addresses,',
      'a Host header that names one, no proxy, no other origin. With `Authorization: Bearer KEY` a request is about the',
      'namespace of that key, without about all calls that have none. A POST has the content type application/json.',
      'Keys are not shown: a known one is `<key 1>`.',
    ].join('\n'),
  },
  servers: [{ url: '/__mock' }],
  paths: {
    '/': {
      get: operation('The inspector: what this API shows, as a page', {
        '200': { description: 'The page.', content: { 'text/html': { schema: text } } },
      }),
    },
    '/openapi.json': { get: operation('This document', ok(object({}))) },
    '/info': { get: operation('Versions, the mode, and where hostd listens', ok(ref('Info'))) },
    '/journal': {
      get: operation('The requests that are kept', ok(ref('Journal')), {
        parameters: [...filters, query('limit', count, 'At most so many, the latest.')],
      }),
      delete: operation('Forget the requests', done, { parameters: [all] }),
    },
    '/journal/next': {
      get: operation(
        'Wait for a request',
        { ...ok(ref('Request'), 'It arrived.'), '404': { description: 'None came in time.', ...json(ref('Error')) } },
        { parameters: [...filters, query('timeoutMs', count, 'Milliseconds until it is given up; default 5,000.')] },
      ),
    },
    '/script': {
      get: operation('The rules, in the order in which they are asked', ok(object({ rules: list(ref('Rule')) }))),
      post: operation('Add a rule, or a list of them', done, body({ oneOf: [ref('Rule'), list(ref('Rule'))] })),
      delete: operation('Take back the rules that were added', done),
    },
    '/faults': {
      get: operation('The faults that may still hit', ok(object({ faults: list(ref('Fault')) }))),
      post: operation('Add a fault, or a list of them', done, body({ oneOf: [ref('Fault'), list(ref('Fault'))] })),
      delete: operation('Take back the faults that were added', done),
    },
    '/sandboxes': {
      get: operation('The sandboxes that exist', ok(object({ sandboxes: list(ref('Sandbox')) })), {
        parameters: [all],
      }),
      delete: operation('End all sandboxes', done),
    },
    '/keys': { post: operation('Take a key: this one, or a fresh one', created(ref('Key')), body(ref('Key'))) },
    '/keys/revoke': {
      post: operation(
        'Take a key no more',
        { ...done, '404': { description: 'There is no such key.', ...json(ref('Error')) } },
        body(ref('Key')),
      ),
    },
    '/namespaces': {
      post: operation('Set the calls of a key apart', created(ref('Namespace')), body(ref('Key'))),
      delete: operation('End the namespace of the bearer key, and revoke the key', done),
    },
    '/reset': {
      post: operation(
        'Set parts back to what they were at the start',
        done,
        body(object({ parts: list({ enum: [...PARTS, 'keys'] }) }, ['parts'])),
      ),
    },
    '/events': {
      get: operation(
        'The requests as they arrive, as server-sent events named `request`, behind one named `info`',
        { '200': { description: 'A stream without an end.', content: { 'text/event-stream': { schema: text } } } },
        {
          parameters: [
            query('after', count, 'Begin behind the request with this id of an event; Last-Event-ID does as well.'),
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
        run: { ...text, description: 'Another one after each start of the mock: its numbers begin again.' },
        url: { ...text, description: 'Where hostd listens, without a slash at the end.' },
        mode: { enum: ['enforced', 'open', 'disabled'] },
        keys: count,
        cap: { ...count, description: 'How many requests the journal keeps.' },
      }),
      Journal: object({
        count: { ...count, description: 'All requests since the start or since it was emptied, whatever the filter.' },
        last: { ...count, description: 'The number of the last request.' },
        cap: { ...count, description: 'How many requests are kept.' },
        entries: { ...list(ref('Request')), description: 'The kept requests that fit the filter, oldest first.' },
      }),
      Request: object({
        number: count,
        time: { type: 'integer', description: 'Milliseconds since 1970.' },
        method: text,
        target: text,
        rawHeaders: { ...list(text), description: 'Names and values in turn, as they arrived.' },
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
          code: { ...text, description: 'The whole code, blanks around it aside.' },
          contains: { ...text, description: 'A part of the code.' },
          pattern: { ...text, description: 'A JavaScript regular expression that finds something in the code.' },
          flags: { ...text, description: 'Of the pattern.' },
          language: { enum: ['python', 'bash'] },
          times: { ...count, minimum: 1 },
          reply: { oneOf: [text, ref('Reply')], description: 'A text is what is printed to stdout.' },
        },
        ['reply'],
      ),
      Fault: faultSchema(ref('OperationId')),
      OperationId: { enum: knownOperations.map(({ id }) => id) },
      Sandbox: object({ id: text, parent: text, namespace }, ['id']),
      Key: object({ key: text }),
      Namespace: object({ key: text, label: { ...text, description: 'What stands for the key where it is shown.' } }),
    },
  },
};
