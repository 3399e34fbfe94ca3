import type { Behavior, Call } from '../core/behavior.ts';
import { noTrace, type Trace } from '../core/trace.ts';
import { failure, type Response } from '../protocol/message.ts';
import { type Defect, mutant } from './mutant.ts';
import { means } from './tools.ts';

/** The reference that turns requests away for a header. */
function refuses(name: string, defect: string, when: (call: Call, b: Behavior) => boolean, status = 400): Defect {
  return mutant(name, defect, (b) => ({
    beforeGate: (call): Response | undefined =>
      !means(call, 'healthz') && when(call, b) ? failure(status, 'bad header') : undefined,
  }));
}

/** The reference that logs another trace. */
function logsTrace(name: string, defect: string, change: (trace: Trace, call: Call) => Partial<Trace>): Defect {
  return mutant(name, defect, (b) => ({
    trace: (call) => {
      const trace = b.trace(call);
      return { ...trace, ...change(trace, call) };
    },
  }));
}

function traceparent(call: Call): string | undefined {
  return call.header('traceparent')?.trim();
}

function isInvalid(call: Call, b: Behavior): boolean {
  return traceparent(call) !== undefined && b.trace(call).traceId === '';
}

/** The fields of a traceparent, whether or not they are valid. */
function fields(call: Call): readonly string[] {
  return traceparent(call)?.split('-') ?? [];
}

/** The methods for which a client says that there is no body. */
const SAYS_LENGTH = /^(POST|PUT|PATCH)$/;

/** Which headers are read, and what the log makes of the trace. */
export const headerMutants: readonly Defect[] = [
  mutant('length-required', 'A POST without Content-Length is a 411.', (b) => ({
    beforeGate: (call) => {
      const told = call.header('content-length') ?? call.header('transfer-encoding');
      return SAYS_LENGTH.test(call.request.method) && told === undefined
        ? failure(411, 'length required')
        : b.beforeGate(call);
    },
  })),
  refuses('invalid-traceparent-answers-400', 'An invalid traceparent is a 400.', isInvalid),
  refuses('invalid-traceparent-answers-500', 'An invalid traceparent is a 500.', isInvalid, 500),
  refuses('upper-case-traceparent-refused', 'A traceparent in capitals is a 400.', (call) =>
    /[A-F]/.test(traceparent(call) ?? ''),
  ),
  refuses('zero-trace-id-refused', 'A trace id of zeros is a 400.', (call) => /^0+$/.test(fields(call)[1] ?? '')),
  refuses(
    'short-traceparent-fails',
    'A traceparent of fewer than 55 characters is a 500.',
    (call) => {
      return (traceparent(call)?.length ?? 55) < 55;
    },
    500,
  ),
  refuses('higher-traceparent-version-refused', 'A traceparent of a later version is a 400.', (call) =>
    /^(?!00|ff)[0-9a-f]{2}-/.test(traceparent(call) ?? ''),
  ),
  refuses('unsampled-refused', 'A traceparent whose flags are 00 is a 400.', (call) =>
    /-00$/.test(traceparent(call) ?? ''),
  ),
  refuses(
    'repeated-traceparent-refused',
    'Two traceparent lines are a 400.',
    (call) => call.headers('traceparent').length > 1,
  ),
  ...['forkSandbox', 'mergeSandbox'].map((id) =>
    refuses(
      `traceparent-breaks-${id.slice(0, -'Sandbox'.length)}`,
      `Any traceparent is a 500 of ${id}.`,
      (call) => traceparent(call) !== undefined && means(call, id),
      500,
    ),
  ),
  refuses('traceparent-required', 'A request without traceparent is a 400.', (call) => traceparent(call) === undefined),
  refuses('tracestate-alone-refused', 'tracestate without traceparent is a 400.', (call) => {
    return call.header('tracestate') !== undefined && traceparent(call) === undefined;
  }),
  refuses('tracestate-refused', 'Any tracestate is a 400.', (call) => call.header('tracestate') !== undefined),
  refuses('baggage-refused', 'Any baggage is a 400.', (call) => call.header('baggage') !== undefined),
  mutant('traceparent-authenticates', 'A request with a valid traceparent needs no key.', (b) => ({
    enforces: (call) => b.enforces(call) && b.trace(call).traceId === '',
  })),
  mutant('traceparent-hides-key', 'Beside an invalid traceparent the key is not found.', (b) => ({
    credential: (call) => (isInvalid(call, b) ? undefined : b.credential(call)),
  })),
  mutant('header-names-case-sensitive', 'Header names are found in lower case and in title case only.', () => ({
    sameHeader: (sent, name) => sent === name || sent === name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase()),
  })),
  mutant('content-type-with-charset-refused', 'application/json with a charset is refused.', (b) => ({
    acceptsContentType: (value) => !value?.includes(';') && b.acceptsContentType(value),
  })),
  mutant('content-type-case-sensitive', 'The content type is compared with case.', (b) => ({
    acceptsContentType: (value) => !/[A-Z]/.test(value?.split(';')[0] ?? '') && b.acceptsContentType(value),
  })),
  refuses(
    'content-type-required',
    'An empty body needs a content type, too.',
    (call) => {
      return call.request.method === 'POST' && call.header('content-type') === undefined;
    },
    415,
  ),
  logsTrace('trace-dropped', 'The log does not have the trace id.', () => noTrace),
  logsTrace('parent-span-dropped', 'The log has the trace id and no parent span.', () => ({ parentSpanId: '' })),
  logsTrace('trace-replaced', 'The log has a trace id of its own.', ({ traceId }) => ({
    traceId: traceId && [...traceId].reverse().join(''),
  })),
  logsTrace('trace-constant', 'The log has one trace id for all requests.', () => ({
    traceId: '0af7651916cd43dd8448eb211c80319c',
    parentSpanId: 'b7ad6b7169203331',
  })),
  logsTrace('trace-in-capitals', 'The log has the trace id in capitals.', ({ traceId }) => ({
    traceId: traceId.toUpperCase(),
  })),
  logsTrace('trace-shortened', 'The log has the last sixteen digits of the trace id.', ({ traceId }) => ({
    traceId: traceId.slice(16),
  })),
  logsTrace('spans-confused', 'The log has the trace id where the parent span belongs.', ({ traceId }) => ({
    parentSpanId: traceId.slice(0, 16),
  })),
  logsTrace('invalid-trace-logged', 'The log continues an invalid trace.', (trace, call) => {
    const [, traceId = '', parentSpanId = ''] = fields(call);
    return trace.traceId === '' ? { traceId, parentSpanId } : {};
  }),
  logsTrace(
    'upper-case-trace-folded',
    'The log continues a trace in capitals, folded to lower case.',
    (trace, call) => {
      const [, traceId = '', parentSpanId = ''] = fields(call).map((field) => field.toLowerCase());
      return trace.traceId === '' && traceId.length === 32 ? { traceId, parentSpanId } : {};
    },
  ),
  logsTrace(
    'short-trace-padded',
    'The log continues a trace id that is too short, padded with zeros.',
    (trace, call) => {
      const [, traceId = '', parentSpanId = ''] = fields(call);
      return trace.traceId === '' && traceId !== ''
        ? { traceId: traceId.padStart(32, '0').slice(0, 32), parentSpanId }
        : {};
    },
  ),
  logsTrace(
    'trace-sanitised',
    'The log continues a trace id from which it removed what is not hexadecimal.',
    (trace, call) => {
      const [, traceId = '', parentSpanId = ''] = fields(call);
      return trace.traceId === '' ? { traceId: traceId.replace(/[^0-9a-f]/g, ''), parentSpanId } : {};
    },
  ),
];
