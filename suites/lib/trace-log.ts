import type { Trial } from '../../src/trial.ts';
import { served } from './expectations.ts';
import { exec, requestFor, withHeader, withKey } from './requests.ts';
import { freshTraceparent } from './traceparents.ts';

const TRACE_FIELD = /trace_?id["']?\s*[:=]\s*["']?([^\s"',}]*)/gi;
const PARENT_FIELD = /parent_?(?:span_?)?id["']?\s*[:=]\s*["']?([^\s"',}]*)/gi;

/** Values of the trace id fields in a log line, whatever its format. */
export function traceIds(line: string): string[] {
  return [...line.matchAll(TRACE_FIELD)].map(([, value]) => value ?? '');
}

/** Values of the parent span id fields in a log line. */
export function parentIds(line: string): string[] {
  return [...line.matchAll(PARENT_FIELD)].map(([, value]) => value ?? '');
}

/** Trace ids that are not valid, each of them recognisable in a log. */
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

/** What a server logged while requests with invalid traceparents and one with a valid one were sent to it. */
export interface TraceLog {
  readonly lines: readonly string[];
  readonly valid: { readonly trace: string; readonly parent: string };
  readonly invalid: readonly { readonly name: string; readonly trace: string }[];
}

/**
 * Makes the log on a server of its own, once for each configuration. Skips when it has no trace id field: then
 * nothing of the pass-through can be seen.
 */
export async function traceLog(t: Trial, configuration: 'enforced' | 'json-logs'): Promise<TraceLog> {
  const log = await t.launcher.once(`trace log ${configuration}`, () => makeLog(t, configuration));
  if (!log.lines.some((line) => traceIds(line).length > 0)) t.skip('the log of this server has no trace_id field');
  return log;
}

async function makeLog(t: Trial, configuration: 'enforced' | 'json-logs'): Promise<TraceLog> {
  const valid = freshTraceparent();
  const sent = invalid.map(({ name, make }) => {
    const { trace, parent } = freshTraceparent();
    return { name, trace, value: make(trace, parent) };
  });
  const output = await t.launch(configuration, async ({ keys: [key = ''], wire, running }) => {
    const request = withKey(requestFor(exec), key);
    for (const { value } of sent) await wire.send(withHeader(request, 'traceparent', value));
    t.require(await wire.send(withHeader(request, 'traceparent', valid.value)), served(exec));
    // By the time these are answered the line of the one before is usually written.
    for (let i = 0; i < 3; i += 1) await wire.send(request);
    const { output } = running;
    if (output.lines.some((line) => traceIds(line).length > 0))
      await output.find((line) => line.includes(valid.trace), AbortSignal.timeout(wire.timeoutMs));
    return output;
  });
  return { lines: output.lines, valid, invalid: sent };
}
