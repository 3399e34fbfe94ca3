import type { Bytes } from '../../src/base/random.ts';
import type { Trial } from '../../src/checks/trial.ts';
import { bearing, forwarded, marked, perhapsForwarded, valuesOf } from './arrivals.ts';
import { served } from './expectations.ts';
import { exec, requestFor, withHeader, withKey } from './requests.ts';
import { freshTraceparent } from './traceparents.ts';

const TRACE_FIELD = /trace_?id["']?\s*[:=]\s*["']?([^\s"',}]*)/gi;
const PARENT_FIELD = /parent_?(?:span_?)?id["']?\s*[:=]\s*["']?([^\s"',}]*)/gi;

/** Values of the trace id fields in a log line, whatever its format. */
function traceIds(line: string): string[] {
  return [...line.matchAll(TRACE_FIELD)].map(([, value]) => value ?? '');
}

/** Values of the parent span id fields in a log line. */
function parentIds(line: string): string[] {
  return [...line.matchAll(PARENT_FIELD)].map(([, value]) => value ?? '');
}

/** Invalid traceparents whose trace ids can be recognised in a log. */
const invalid = [
  { name: 'upper case', make: (trace: string, parent: string) => `00-${trace.toUpperCase()}-${parent}-01` },
  { name: 'one digit short', make: (trace: string, parent: string) => `00-${trace.slice(1)}-${parent}-01` },
  { name: 'one digit long', make: (trace: string, parent: string) => `00-${trace}0-${parent}-01` },
  { name: 'a letter beyond f', make: (trace: string, parent: string) => `00-${trace.slice(0, 31)}g-${parent}-01` },
  { name: 'version ff', make: (trace: string, parent: string) => `ff-${trace}-${parent}-01` },
  { name: 'a parent of zeros', make: (trace: string) => `00-${trace}-${'0'.repeat(16)}-01` },
  { name: 'a fifth field', make: (trace: string, parent: string) => `00-${trace}-${parent}-01-more` },
  { name: 'flags zz', make: (trace: string, parent: string) => `00-${trace}-${parent}-zz` },
];

/**
 * The trace ids and parent ids seen after requests with invalid traceparents and one with a valid traceparent: in the log
 * of a server, or in the requests that a gateway forwards.
 */
export interface TraceLog {
  /** True if the server printed nothing after the requests were sent. */
  readonly silent?: boolean;
  readonly traces: readonly string[];
  readonly parents: readonly string[];
  readonly valid: { readonly trace: string; readonly parent: string };
  readonly invalid: readonly { readonly name: string; readonly trace: string }[];
}

/**
 * Behind a gateway, reads the ids from the forwarded requests. Otherwise launches a server, once per configuration, and
 * reads them from its log. Skips when the log has no trace id field, since then nothing can be observed.
 */
export async function traceLog(t: Trial, configuration: 'enforced' | 'json-logs'): Promise<TraceLog> {
  if (t.behindGateway) {
    if (configuration === 'json-logs')
      t.skip('behind a gateway the suite looks at the forwarded request, which has only one format');
    return await t.instance.once(traceLog, () => arrivedTraces(t));
  }
  const log = await t.once(`trace log ${configuration}`, () => makeLog(t, configuration));
  if (log.traces.length === 0)
    t.skip(
      log.silent
        ? 'the server prints nothing to stdout or stderr after requests: the log goes elsewhere'
        : 'the log of this server has no trace_id field',
    );
  return log;
}

async function makeLog(t: Trial, configuration: 'enforced' | 'json-logs'): Promise<TraceLog> {
  // The first case to need the log makes it, so the bytes must not depend on the case.
  const random = t.randomFor(`trace log ${configuration}`);
  const valid = freshTraceparent(random);
  const sent = freshInvalid(random);
  let silent = false;
  const output = await t.launch(configuration, async ({ keys: [key = ''], wire, output: printed }) => {
    const request = withKey(requestFor(exec), key);
    const before = printed.lines.length;
    for (const { value } of sent) await wire.send(withHeader(request, 'traceparent', value));
    t.require(await wire.send(withHeader(request, 'traceparent', valid.value)), served(exec));
    // By the time the server responds to these, it has usually written the earlier log line.
    for (let i = 0; i < 3; i += 1) await wire.send(request);
    if (printed.lines.some((line) => traceIds(line).length > 0))
      await printed.find((line) => line.includes(valid.trace), wire.timeoutMs);
    silent = printed.lines.length === before;
    return printed;
  });
  const { lines } = output;
  return { silent, traces: lines.flatMap(traceIds), parents: lines.flatMap(parentIds), valid, invalid: sent };
}

/** An invalid traceparent that arrives unchanged, or not at all, was not adopted. */
async function arrivedTraces(t: Trial): Promise<TraceLog> {
  const random = t.randomFor('trace log behind a gateway');
  const valid = freshTraceparent(random);
  const sent = freshInvalid(random);
  const call = (value: string) =>
    bearing(marked(t, exec), ['Authorization', `Bearer ${t.key}`], ['traceparent', value]);
  const values: string[] = [];
  for (const { value } of sent)
    for (const arrival of await perhapsForwarded(t, call(value)))
      values.push(...valuesOf(arrival, 'traceparent').filter((arrived) => arrived !== value));
  for (const arrival of await forwarded(t, call(valid.value))) values.push(...valuesOf(arrival, 'traceparent'));
  const field = (at: number) => values.map((value) => value.split('-')[at] ?? '');
  return { traces: field(1), parents: field(2), valid, invalid: sent };
}

function freshInvalid(random: Bytes) {
  return invalid.map(({ name, make }) => {
    const { trace, parent } = freshTraceparent(random);
    return { name, trace, value: make(trace, parent) };
  });
}
