import type { Bytes } from '../../src/base/random.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';

/** Header lines of W3C Trace Context, as a caller may send them. */
export interface TraceCase {
  readonly name: string;
  readonly lines: readonly (readonly [name: string, value: string])[];
}

const one = (name: string, value: string): TraceCase => ({ name, lines: [['traceparent', value]] });

/** Values that a server must accept. Source: W3C Trace Context, sections 3.2 and 4.2. */
export const validTraceparents: readonly TraceCase[] = [
  one('version 00, sampled', `00-${TRACE}-${PARENT}-01`),
  one('not sampled', `00-${TRACE}-${PARENT}-00`),
  one('more flags', `00-${TRACE}-${PARENT}-03`),
  one('all flags', `00-${TRACE}-${PARENT}-ff`),
  one('whitespace around it', `  00-${TRACE}-${PARENT}-01 \t`),
  one('a higher version', `cc-${TRACE}-${PARENT}-01`),
  one('a higher version with more fields', `cc-${TRACE}-${PARENT}-01-what-comes-later`),
  { name: 'the name in other case', lines: [['TraceParent', `00-${TRACE}-${PARENT}-01`]] },
  { name: 'the name in upper case', lines: [['TRACEPARENT', `00-${TRACE}-${PARENT}-01`]] },
];

/** Values that a server must ignore while it serves the request. Source: W3C Trace Context, sections 3.2 and 4.3. */
export const invalidTraceparents: readonly TraceCase[] = [
  one('empty', ''),
  one('garbage', 'not-a-traceparent'),
  one('too short', '00-4bf92f3577b34da6-00f067aa-01'),
  one('version ff', `ff-${TRACE}-${PARENT}-01`),
  one('version 00 with a fifth field', `00-${TRACE}-${PARENT}-01-more`),
  one('version 00 with a dash at the end', `00-${TRACE}-${PARENT}-01-`),
  one('version 00 with a dot at the end', `00-${TRACE}-${PARENT}-01.`),
  one('a higher version that goes on with a dot', `cc-${TRACE}-${PARENT}-01.x`),
  one('upper-case version', `CC-${TRACE}-${PARENT}-01`),
  one('upper-case trace id', `00-${TRACE.toUpperCase()}-${PARENT}-01`),
  one('upper-case parent id', `00-${TRACE}-${PARENT.toUpperCase()}-01`),
  one('trace id of zeros', `00-${'0'.repeat(32)}-${PARENT}-01`),
  one('parent id of zeros', `00-${TRACE}-${'0'.repeat(16)}-01`),
  one('trace id that is not hexadecimal', `00-${TRACE.slice(0, 31)}g-${PARENT}-01`),
  one('trace id one short', `00-${TRACE.slice(1)}-${PARENT}-01`),
  one('trace id one long', `00-${TRACE}0-${PARENT}-01`),
  one('trace id of 16 digits', `00-${TRACE.slice(0, 16)}-${PARENT}-01`),
  one('parent id one short', `00-${TRACE}-${PARENT.slice(1)}-01`),
  one('flags of one digit', `00-${TRACE}-${PARENT}-0`),
  one('flags of three digits', `00-${TRACE}-${PARENT}-001`),
  one('flags that are not hexadecimal', `00-${TRACE}-${PARENT}-.0`),
  one('flags zz', `00-${TRACE}-${PARENT}-zz`),
  one('two values with a comma', `00-${TRACE}-${PARENT}-01,00-${TRACE}-${PARENT}-00`),
  one('2 kB', `00-${'a'.repeat(2_048)}-${PARENT}-01`),
  one('bytes above 0x7F', '00-\xe9\xff-00-01'),
  one('a format string', '%s%n{}'),
  {
    name: 'two lines',
    lines: [
      ['traceparent', `00-${TRACE}-${PARENT}-01`],
      ['traceparent', `00-${TRACE}-${PARENT}-00`],
    ],
  },
];

/** Other tracing headers. */
export const companions: readonly TraceCase[] = [
  { name: 'tracestate alone', lines: [['tracestate', 'vendor=value']] },
  {
    name: 'tracestate with traceparent',
    lines: [
      ['traceparent', `00-${TRACE}-${PARENT}-01`],
      ['tracestate', 'a=1,b=2'],
    ],
  },
  {
    name: 'malformed tracestate',
    lines: [
      ['traceparent', `00-${TRACE}-${PARENT}-01`],
      ['tracestate', ',,;=,='],
    ],
  },
  {
    name: 'tracestate with invalid traceparent',
    lines: [
      ['traceparent', 'garbage'],
      ['tracestate', 'a=1'],
    ],
  },
  {
    name: 'two tracestate lines',
    lines: [
      ['tracestate', 'a=1'],
      ['tracestate', 'b=2'],
    ],
  },
  {
    name: 'tracestate of 40 members',
    lines: [['tracestate', Array.from({ length: 40 }, (_, i) => `k${i}=v`).join(',')]],
  },
  { name: 'baggage', lines: [['baggage', 'user=1;p=2,other=%20x']] },
  { name: 'malformed baggage', lines: [['baggage', '=;=,,']] },
  { name: 'b3', lines: [['b3', `${TRACE}-${PARENT}-1`]] },
];

/** A fresh valid traceparent and its parts. */
export function freshTraceparent(random: Bytes): { value: string; trace: string; parent: string } {
  const trace = random(16).toString('hex').replace(/^./, 'a');
  const parent = random(8).toString('hex').replace(/^./, 'b');
  return { value: `00-${trace}-${parent}-01`, trace, parent };
}
