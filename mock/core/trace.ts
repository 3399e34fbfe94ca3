/** The trace context of a request; both empty when it carries none. */
export interface Trace {
  /** 32 lower-case hexadecimal digits. */
  readonly traceId: string;
  /** 16 lower-case hexadecimal digits. */
  readonly parentSpanId: string;
}

export const noTrace: Trace = { traceId: '', parentSpanId: '' };

const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?$/;

/**
 * The trace of a request, from the values of its traceparent header. An invalid or repeated traceparent is ignored
 * (W3C Trace Context, level 1, sections 3.2 and 4.3); of a higher version the first four fields are used.
 */
export function traceOf(values: readonly string[]): Trace {
  return values.length === 1 ? parseTraceparent(values[0] ?? '') : noTrace;
}

export function parseTraceparent(value: string): Trace {
  const [, version, traceId = '', parentSpanId = '', rest] = TRACEPARENT.exec(value.trim()) ?? [];
  const valid =
    version !== undefined &&
    version !== 'ff' &&
    !(version === '00' && rest !== undefined) &&
    !/^0+$/.test(traceId) &&
    !/^0+$/.test(parentSpanId);
  return valid ? { traceId, parentSpanId } : noTrace;
}
