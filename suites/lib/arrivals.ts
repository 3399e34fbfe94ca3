import type { Expectation } from '../../src/checks/expectation.ts';
import type { Arrival } from '../../src/checks/recorder.ts';
import type { Trial } from '../../src/checks/trial.ts';
import { type Operation, pathOf } from '../../src/contract/contract.ts';
import type { HeaderLine, WireRequest } from '../../src/http/request.ts';
import { summary } from './expectations.ts';
import { requestFor } from './requests.ts';

/** A request with a unique text in its target, so that the recorder recognises it. */
export interface Marked {
  readonly mark: string;
  readonly request: WireRequest;
}

/** A request to an operation, marked by a unique sandbox id that does not exist, or by a query if the path has none. */
export function marked({ random }: Trial, operation: Operation): Marked {
  const mark = random(16).toString('hex');
  const [sandbox] = operation.parameters.filter(({ in: place, example }) => place === 'path' && /^sbx_/.test(example));
  if (!sandbox) return withQuery(requestFor(operation), mark);
  return { mark, request: { ...requestFor(operation), target: pathOf(operation, { [sandbox.name]: `sbx_${mark}` }) } };
}

/** Any request, marked by a query parameter. */
export function inQuery({ random }: Trial, request: WireRequest): Marked {
  return withQuery(request, random(16).toString('hex'));
}

function withQuery(request: WireRequest, mark: string): Marked {
  const [, path = '', query, fragment = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(request.target) ?? [];
  const target = `${path}${query === undefined ? '?' : `${query}&`}probe=${mark}${fragment}`;
  return { mark, request: { ...request, target } };
}

/** The same request with more header lines. */
export function bearing({ mark, request }: Marked, ...lines: readonly HeaderLine[]): Marked {
  return { mark, request: { ...request, headers: [...request.headers, ...lines] } };
}

/**
 * Sends a request that every gateway forwards. Resolves to what arrived, usually one request.
 * @throws Untestable when nothing arrived
 */
export async function forwarded(t: Trial, { mark, request }: Marked): Promise<readonly Arrival[]> {
  const exchange = await t.send(request, 'probe');
  const arrivals = t.recorder.arrivals(mark);
  t.require(exchange, arrived(arrivals));
  return arrivals;
}

/** Sends a request that a gateway may refuse. Resolves to what arrived, which may be nothing. */
export async function perhapsForwarded(t: Trial, { mark, request }: Marked): Promise<readonly Arrival[]> {
  await t.send(request, 'probe');
  return t.recorder.arrivals(mark);
}

const arrived = (arrivals: readonly Arrival[]): Expectation => ({
  says: 'the gateway forwards this request',
  judge: ({ response, failure }) =>
    arrivals.length > 0 ? undefined : `nothing arrived; ${response ? summary(response) : failure?.message}`,
});

/** The values of a header, one per line. */
export function valuesOf({ headers }: Arrival, name: string): readonly string[] {
  return headers.filter(([given]) => given.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
}

/** Fails unless a header arrives as exactly one line with this value, or, if the value is undefined, not at all. */
export function requireHeader(t: Trial, arrivals: readonly Arrival[], name: string, value: string | undefined): void {
  const wanted = value === undefined ? [] : [value];
  for (const arrival of arrivals) {
    const values = valuesOf(arrival, name);
    if (values.length !== wanted.length || values[0] !== wanted[0])
      t.fail(value === undefined ? `no ${name} arrives` : `${name}: ${value} arrives`, shown(name, values));
  }
}

/** The header lines that arrived, as text. */
export function shown(name: string, values: readonly string[]): string {
  return values.length === 0 ? `no ${name} arrived` : values.map((value) => `${name}: ${value}`).join('\n');
}
