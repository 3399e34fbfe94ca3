import { TargetError, UsageError } from '../../base/errors.ts';
import type { Random } from '../../base/random.ts';
import type { Secrets } from '../../base/secrets.ts';
import { destroyRequest, NO_SANDBOX, sandboxesIn } from '../../checks/sandboxes.ts';
import { type Contract, type Operation, pathOf } from '../../contract/contract.ts';
import type { Target } from '../../hosts/host.ts';
import { type Exchange, Wire } from '../../http/client.ts';
import type { HeaderLine } from '../../http/request.ts';
import { header, type WireResponse } from '../../http/response.ts';
import type { Limits } from '../limits.ts';
import { hintFor, speaksTls } from './hint.ts';

export interface PreflightOptions {
  readonly contract: Contract;
  readonly keys: readonly string[];
  readonly expect: 'enforced' | 'open';
  readonly random: Random;
  /** Values that must not appear in errors. */
  readonly secrets: Secrets;
  readonly limits: Pick<Limits, 'timeoutMs'>;
}

/** The reason to end the run early, with the evidence. */
export interface Finding {
  /** The check that fails because of it. */
  readonly check: string;
  /** One line: what was found, and what to do. */
  readonly message: string;
  /** Why the other checks do not run. */
  readonly reason: string;
  /** Scheme and authority of the server. */
  readonly origin: string;
  /** The evidence, by the name of the check's case. */
  readonly cases: ReadonlyMap<
    string,
    { readonly expected: string; readonly actual: string; readonly exchange: Exchange }
  >;
}

/**
 * Looks once at a server that is already running, so that a wrong address, a wrong `--expect` or an open server is
 * reported in one line instead of as a failure of every check.
 * @returns the finding about a server that should enforce keys but never asks for one
 * @throws TargetError when the server sends no HTTP response at all, or is not hostd
 * @throws UsageError when the server enforces keys although it should be open, or accepts none of the keys
 */
export async function preflight(target: Target, options: PreflightOptions): Promise<Finding | undefined> {
  const running = await target.start({ name: 'preflight', env: {}, host: '', port: 0 });
  const wire = new Wire(running.endpoint, running.authority, options.limits.timeoutMs, options.secrets.quote);
  try {
    return await look(target, wire, options);
  } finally {
    wire.close();
  }
}

/** An operation, and the exchange without a key. */
type Asked = readonly [operation: Operation, exchange: Exchange];

async function look(
  target: Target,
  wire: Wire,
  { contract, keys, expect, random }: PreflightOptions,
): Promise<Finding | undefined> {
  const health = contract.operations.find(({ exempt }) => exempt);
  const [first, ...rest] = contract.protected;
  const wrong = `wrong-${random.for('preflight')(8).toString('hex')}`;
  const probe = async (operation: Operation, token?: string): Promise<Exchange> => {
    const exchange = await wire.send(requestOf(operation, token));
    await Promise.all(sandboxesIn(exchange.response).map((id) => wire.send(destroyRequest(id, keys[0]))));
    return exchange;
  };
  const ask = (operation: Operation): Promise<Exchange[]> =>
    Promise.all([probe(operation), ...(expect === 'enforced' ? [probe(operation, wrong)] : [])]);

  const [healthy, asked] = await Promise.all([health && probe(health), first ? ask(first) : []]);
  const all = [...(healthy ? [healthy] : []), ...asked];
  if (all.every(({ response }) => response === undefined)) throw await unreachable(target, wire, all);
  if (expect === 'enforced' && healthy?.response && healthy.response.status < 300)
    await requireWorkingKey(target, wire, keys);

  const unlike = expect === 'enforced' ? lacksAuth : asksForKey;
  const [withoutKey] = asked;
  if (!first || !withoutKey || !asked.every(unlike)) return undefined;
  const samples: Asked[] = [[first, withoutKey]];
  for (const operation of rest) {
    const exchanges = await ask(operation);
    if (!exchanges.every(unlike)) return undefined;
    for (const exchange of exchanges.slice(0, 1)) samples.push([operation, exchange]);
  }
  if (expect === 'open') throw notOpen(target);
  await requireHostd(target, wire, healthy?.response);
  if (samples.some(([, exchange]) => isServed(exchange))) return open(target, wire, samples);
  // Some servers respond 404 to hide what exists from clients without a key.
  if (isServed(await probe(first, keys[0]))) return undefined;
  throw new TargetError(
    `${target.label} does not look like hostd: ${describe(withoutKey)}, with and without a key; is the address right?`,
  );
}

/** The finding about a server that never asks for a key. */
function open({ label }: Target, wire: Wire, samples: readonly Asked[]): Finding {
  const shown = describe(samples.find(([, exchange]) => isServed(exchange))?.[1]);
  return {
    check: 'unauthorized/no-key',
    message: `${label} looks open: no protected operation asks for a key (${shown}); if this is intended (dev mode or PODFLARE_AUTH_DISABLED), give --expect open; otherwise anyone who reaches this server can run code on it`,
    reason: `not run: no protected operation asks for a key (${shown})`,
    origin: `${wire.endpoint.tls ? 'https' : 'http'}://${wire.authority}`,
    cases: new Map(
      samples.map(([{ method, path }, exchange]) => [
        `${method} ${path}`,
        {
          expected: '401, because there is no key',
          actual: `${exchange.response?.status}: it does not ask for a key`,
          exchange,
        },
      ]),
    ),
  };
}

/** Throws UsageError if the server is alive but accepts none of the keys. */
async function requireWorkingKey({ label }: Target, wire: Wire, keys: readonly string[]): Promise<void> {
  const exchanges = await Promise.all(keys.map((key) => wire.send(destroyRequest(NO_SANDBOX, key))));
  if (!exchanges.every(asksForKey)) return;
  const which = keys.length === 1 ? 'the given key' : `any of the ${keys.length} given keys`;
  throw new UsageError(
    `${label} does not accept ${which}: the response is 401, as for a wrong key; are they in the PODFLARE_API_KEYS of this server?`,
  );
}

function requestOf(operation: Operation, token: string | undefined) {
  const headers: HeaderLine[] = token === undefined ? [] : [['Authorization', `Bearer ${token}`]];
  const { method, body } = operation;
  if (!body) return { method, target: pathOf(operation), headers };
  headers.push(['Content-Type', 'application/json']);
  return { method, target: pathOf(operation), headers, body: JSON.stringify(body.example) };
}

const lacksAuth = ({ response }: Exchange) =>
  response !== undefined && response.status !== 401 && response.status !== 403 && response.status < 500;
/** True if the operation itself responded, rather than a redirect or a missing route. */
const isServed = ({ response }: Exchange) =>
  response !== undefined && (response.status < 300 || [400, 409, 411, 413, 415, 422].includes(response.status));
const asksForKey = ({ response }: Exchange) => response?.status === 401;

/** The error for a target that responded to none of these. */
export async function unreachable(target: Target, wire: Wire, exchanges: readonly Exchange[]): Promise<TargetError> {
  const failure = exchanges.find((exchange) => exchange.failure)?.failure;
  if (!failure) return new TargetError(`${target.label} does not respond`);
  const hint = await hintFor(failure, wire);
  return new TargetError(`${failure.message}${hint === undefined ? '' : `; ${hint}`}`);
}

function notOpen({ label }: Target): UsageError {
  return new UsageError(
    `${label} asks for a key on every protected operation, so it is not open; if it should enforce keys, leave out --expect open and give a valid key with --key-file or PODFLARE_API_KEY`,
  );
}

/** Throws TargetError when the response of the liveness route is not hostd's. */
async function requireHostd({ label }: Target, wire: Wire, healthy: WireResponse | undefined): Promise<void> {
  const location = healthy && healthy.status >= 300 && healthy.status < 400 ? header(healthy, 'location') : undefined;
  if (location !== undefined && URL.canParse(location, label)) {
    const { origin } = new URL(location, label);
    if (origin !== label) throw new TargetError(`${label} redirects to ${origin}; check that one: --url ${origin}`);
  }
  if (!healthy || healthy.status < 300) return;
  const tls = !wire.endpoint.tls && (await speaksTls(wire.endpoint, wire.timeoutMs));
  const hint = tls ? `it speaks TLS: --url ${label.replace(/^http:/, 'https:')}` : 'is the address right?';
  throw new TargetError(
    `${label} does not look like hostd: its liveness route responds ${healthy.status}, and nothing asks for a key; ${hint}`,
  );
}

function describe(seen: Exchange | undefined): string {
  return seen?.response
    ? `${seen.request.method} ${seen.request.target} responds ${seen.response.status}`
    : 'no response';
}
