import type { Behavior, Call } from '../core/behavior.ts';
import { noTrace, type Trace } from '../core/trace.ts';
import { failure, type Response } from '../protocol/message.ts';
import { type Defect, mutant } from './mutant.ts';
import { isCallOf } from './tools.ts';

/** A mutant that refuses requests because of a header. */
function refuses(name: string, defect: string, when: (call: Call, b: Behavior) => boolean, status = 400): Defect {
  return mutant(name, defect, (b) => ({
    beforeGate: (call): Response | undefined =>
      !isCallOf(call, 'healthz') && when(call, b) ? failure(status, 'bad header') : undefined,
  }));
}

/** A mutant that logs a different trace. */
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

/** Methods for which clients send Content-Length: 0 when there is no body. */
const SENDS_LENGTH = /^(POST|PUT|PATCH)$/;

/** Mutants that mishandle headers, or log the wrong trace. */
export const headerMutants: readonly Defect[] = [
  mutant('length-required', 'A POST without Content-Length causes a 411.', (b) => ({
    beforeGate: (call) => {
      const framing = call.header('content-length') ?? call.header('transfer-encoding');
      return SENDS_LENGTH.test(call.request.method) && framing === undefined
        ? failure(411, 'length required')
        : b.beforeGate(call);
    },
  })),
  refuses('invalid-traceparent-answers-400', 'An invalid traceparent causes a 400.', isInvalid),
  refuses('invalid-traceparent-answers-500', 'An invalid traceparent causes a 500.', isInvalid, 500),
  refuses('upper-case-traceparent-refused', 'An upper-case traceparent causes a 400.', (call) =>
    /[A-F]/.test(traceparent(call) ?? ''),
  ),
  refuses('zero-trace-id-refused', 'A trace ID of zeros causes a 400.', (call) => /^0+$/.test(fields(call)[1] ?? '')),
  refuses(
    'short-traceparent-fails',
    'A traceparent of fewer than 55 characters causes a 500.',
    (call) => {
      return (traceparent(call)?.length ?? 55) < 55;
    },
    500,
  ),
  refuses('higher-traceparent-version-refused', 'A traceparent of a higher version causes a 400.', (call) =>
    /^(?!00|ff)[0-9a-f]{2}-/.test(traceparent(call) ?? ''),
  ),
  refuses('unsampled-refused', 'A traceparent with the flags 00 causes a 400.', (call) =>
    /-00$/.test(traceparent(call) ?? ''),
  ),
  refuses(
    'repeated-traceparent-refused',
    'A repeated traceparent causes a 400.',
    (call) => call.headers('traceparent').length > 1,
  ),
  ...['forkSandbox', 'mergeSandbox'].map((id) =>
    refuses(
      `traceparent-breaks-${id.slice(0, -'Sandbox'.length)}`,
      `Any traceparent makes ${id} respond with 500.`,
      (call) => traceparent(call) !== undefined && isCallOf(call, id),
      500,
    ),
  ),
  refuses(
    'traceparent-required',
    'A request without traceparent causes a 400.',
    (call) => traceparent(call) === undefined,
  ),
  refuses('tracestate-alone-refused', 'A tracestate without traceparent causes a 400.', (call) => {
    return call.header('tracestate') !== undefined && traceparent(call) === undefined;
  }),
  refuses('tracestate-refused', 'Any tracestate causes a 400.', (call) => call.header('tracestate') !== undefined),
  refuses('baggage-refused', 'Any baggage causes a 400.', (call) => call.header('baggage') !== undefined),
  mutant('traceparent-authenticates', 'A request with a valid traceparent needs no key.', (b) => ({
    enforces: (call) => b.enforces(call) && b.trace(call).traceId === '',
  })),
  mutant('traceparent-hides-key', 'The key is ignored when traceparent is invalid.', (b) => ({
    credential: (call) => (isInvalid(call, b) ? undefined : b.credential(call)),
  })),
  mutant('header-names-case-sensitive', 'Header names are recognised only in lower case and in title case.', () => ({
    sameHeader: (sent, name) => sent === name || sent === name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase()),
  })),
  mutant('content-type-with-charset-refused', 'Content-Type application/json with a charset is refused.', (b) => ({
    acceptsContentType: (value) => !value?.includes(';') && b.acceptsContentType(value),
  })),
  mutant('content-type-case-sensitive', 'Content-Type is compared case-sensitively.', (b) => ({
    acceptsContentType: (value) => !/[A-Z]/.test(value?.split(';')[0] ?? '') && b.acceptsContentType(value),
  })),
  refuses(
    'content-type-required',
    'Content-Type is required even when the body is empty.',
    (call) => {
      return call.request.method === 'POST' && call.header('content-type') === undefined;
    },
    415,
  ),
  logsTrace('trace-dropped', 'The trace ID is not logged.', () => noTrace),
  logsTrace('parent-span-dropped', 'The trace ID is logged without the parent span.', () => ({ parentSpanId: '' })),
  logsTrace('trace-replaced', 'A different trace ID is logged.', ({ traceId }) => ({
    traceId: traceId && [...traceId].reverse().join(''),
  })),
  logsTrace('trace-constant', 'The same trace ID is logged for every request.', () => ({
    traceId: '0af7651916cd43dd8448eb211c80319c',
    parentSpanId: 'b7ad6b7169203331',
  })),
  logsTrace('trace-in-capitals', 'The trace ID is logged in upper case.', ({ traceId }) => ({
    traceId: traceId.toUpperCase(),
  })),
  logsTrace('trace-shortened', 'Only the last sixteen digits of the trace ID are logged.', ({ traceId }) => ({
    traceId: traceId.slice(16),
  })),
  logsTrace('spans-confused', 'The trace ID is logged as the parent span.', ({ traceId }) => ({
    parentSpanId: traceId.slice(0, 16),
  })),
  logsTrace('invalid-trace-logged', 'An invalid trace is logged.', (trace, call) => {
    const [, traceId = '', parentSpanId = ''] = fields(call);
    return trace.traceId === '' ? { traceId, parentSpanId } : {};
  }),
  logsTrace('upper-case-trace-folded', 'An upper-case trace ID is logged in lower case.', (trace, call) => {
    const [, traceId = '', parentSpanId = ''] = fields(call).map((field) => field.toLowerCase());
    return trace.traceId === '' && traceId.length === 32 ? { traceId, parentSpanId } : {};
  }),
  logsTrace('short-trace-padded', 'A trace ID that is too short is logged padded with zeros.', (trace, call) => {
    const [, traceId = '', parentSpanId = ''] = fields(call);
    return trace.traceId === '' && traceId !== ''
      ? { traceId: traceId.padStart(32, '0').slice(0, 32), parentSpanId }
      : {};
  }),
  logsTrace(
    'trace-sanitised',
    'An invalid trace ID is logged without its non-hexadecimal characters.',
    (trace, call) => {
      const [, traceId = '', parentSpanId = ''] = fields(call);
      return trace.traceId === '' ? { traceId: traceId.replace(/[^0-9a-f]/g, ''), parentSpanId } : {};
    },
  ),
];
