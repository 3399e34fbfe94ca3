import type { Expectation } from '../../src/checks/expectation.ts';
import type { Arrival } from '../../src/checks/recorder.ts';
import type { Trial } from '../../src/checks/trial.ts';
import { type Operation, pathOf } from '../../src/contract/contract.ts';
import type { HeaderLine, WireRequest } from '../../src/http/request.ts';
import { summary } from './expectations.ts';
import { requestFor } from './requests.ts';

/** A request that is recognised where it arrives: its target has a text in it that no other request has. */
export interface Marked {
  readonly mark: string;
  readonly request: WireRequest;
}

/** A request to an operation: it is for a sandbox of its own that does not exist, or has a query where it is for none. */
export function marked({ random }: Trial, operation: Operation): Marked {
  const mark = random(16).toString('hex');
  const [sandbox] = operation.parameters.filter(({ in: place, example }) => place === 'path' && /^sbx_/.test(example));
  if (!sandbox) return withQuery(requestFor(operation), mark);
  return { mark, request: { ...requestFor(operation), target: pathOf(operation, { [sandbox.name]: `sbx_${mark}` }) } };
}

/** Any request, with a query more. */
export function inQuery({ random }: Trial, request: WireRequest): Marked {
  return withQuery(request, random(16).toString('hex'));
}

function withQuery(request: WireRequest, mark: string): Marked {
  const [, path = '', query, fragment = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(request.target) ?? [];
  const target = `${path}${query === undefined ? '?' : `${query}&`}probe=${mark}${fragment}`;
  return { mark, request: { ...request, target } };
}

/** The same with one more header line. */
export function bearing({ mark, request }: Marked, ...lines: readonly HeaderLine[]): Marked {
  return { mark, request: { ...request, headers: [...request.headers, ...lines] } };
}

/** Sends a request that every gateway forwards, and gives what arrived of it: once as a rule. Untestable when nothing did. */
export async function forwarded(t: Trial, { mark, request }: Marked): Promise<readonly Arrival[]> {
  const exchange = await t.send(request, 'probe');
  const arrivals = t.recorder.arrivals(mark);
  t.require(exchange, arrived(arrivals));
  return arrivals;
}

/** Sends a request that a gateway may refuse, and gives what arrived of it: nothing, then. */
export async function perhapsForwarded(t: Trial, { mark, request }: Marked): Promise<readonly Arrival[]> {
  await t.send(request, 'probe');
  return t.recorder.arrivals(mark);
}

const arrived = (arrivals: readonly Arrival[]): Expectation => ({
  says: 'that the gateway forwards this request',
  judge: ({ response, failure }) =>
    arrivals.length > 0 ? undefined : `nothing arrived; ${response ? summary(response) : failure?.message}`,
});

/** The values of a header, line by line. */
export function valuesOf({ headers }: Arrival, name: string): readonly string[] {
  return headers.filter(([given]) => given.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
}

/** Fails when a header does not arrive as one line with this value, or, without one, when it arrives at all. */
export function requireHeader(t: Trial, arrivals: readonly Arrival[], name: string, value: string | undefined): void {
  const wanted = value === undefined ? [] : [value];
  for (const arrival of arrivals) {
    const values = valuesOf(arrival, name);
    if (values.length !== wanted.length || values[0] !== wanted[0])
      t.fail(value === undefined ? `that no ${name} arrives` : `that ${name}: ${value} arrives`, shown(name, values));
  }
}

/** What arrived of a header, in words. */
export function shown(name: string, values: readonly string[]): string {
  return values.length === 0 ? `no ${name} arrived` : values.map((value) => `${name}: ${value}`).join('\n');
}
