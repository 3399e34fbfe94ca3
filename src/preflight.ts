import type { Contract } from './check.ts';
import { type Operation, pathOf } from './contract/contract.ts';
import { TargetError, UsageError } from './errors.ts';
import { hintFor, speaksTls } from './hint.ts';
import type { Random } from './random.ts';
import { destroyRequest, NO_SANDBOX, sandboxesIn } from './sandboxes.ts';
import type { Target } from './target/target.ts';
import type { HeaderLine } from './wire/request.ts';
import { header, type WireResponse } from './wire/response.ts';
import { type Exchange, Wire } from './wire/wire.ts';

export interface PreflightOptions {
  readonly contract: Contract;
  readonly keys: readonly string[];
  readonly expect: 'enforced' | 'open';
  readonly random: Random;
  /** Limit for one exchange, in milliseconds. */
  readonly timeoutMs: number;
}

/**
 * Looks once at a server that is already running, so that a wrong address or a wrong `--expect` is one line and not
 * a failure of every check.
 * @throws TargetError when it gives no HTTP answer at all
 * @throws UsageError when it plainly is not what `expect` says
 */
export async function preflight(target: Target, options: PreflightOptions): Promise<void> {
  const running = await target.start({ name: 'preflight', env: {}, host: '', port: 0 });
  const wire = new Wire(running.endpoint, running.authority, options.timeoutMs);
  try {
    await look(target, wire, options);
  } finally {
    wire.close();
  }
}

async function look(target: Target, wire: Wire, { contract, keys, expect, random }: PreflightOptions): Promise<void> {
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
  if (expect === 'enforced' && healthy?.response?.status === 200) await requireWorkingKey(target, wire, keys);

  const unlike = expect === 'enforced' ? lacksAuth : asksForKey;
  if (!first || !asked.every(unlike)) return;
  const others: Exchange[] = [];
  for (const operation of rest) others.push(...(await ask(operation)));
  if (others.every(unlike)) throw await mistaken(target, wire, expect, healthy?.response, asked[0]);
}

/** Throws UsageError when the server is alive and takes none of the keys. */
async function requireWorkingKey({ label }: Target, wire: Wire, keys: readonly string[]): Promise<void> {
  const answers = await Promise.all(keys.map((key) => wire.send(destroyRequest(NO_SANDBOX, key))));
  if (!answers.every(asksForKey)) return;
  const which = keys.length === 1 ? 'the given key' : `any of the ${keys.length} given keys`;
  throw new UsageError(
    `${label} does not accept ${which}: its answer is 401, as to a wrong one; are they in the PODFLARE_API_KEYS of this server?`,
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
const asksForKey = ({ response }: Exchange) => response?.status === 401;

/** The error of a target that gave no answer to any of these. */
export async function unreachable(target: Target, wire: Wire, exchanges: readonly Exchange[]): Promise<TargetError> {
  const failure = exchanges.find((exchange) => exchange.failure)?.failure;
  if (!failure) return new TargetError(`${target.label} gives no answer`);
  const hint = await hintFor(failure, wire);
  return new TargetError(`${failure.message}${hint === undefined ? '' : `; ${hint}`}`);
}

async function mistaken(
  target: Target,
  wire: Wire,
  expect: 'enforced' | 'open',
  healthy: WireResponse | undefined,
  seen: Exchange | undefined,
): Promise<UsageError> {
  const { label } = target;
  if (expect === 'open')
    return new UsageError(
      `${label} asks for a key on every protected operation, so it is not open; if keys are what it should ask for, leave out --expect open and give a valid one with --key-file or PODFLARE_API_KEY`,
    );
  const location = healthy && healthy.status >= 300 && healthy.status < 400 ? header(healthy, 'location') : undefined;
  if (location !== undefined && URL.canParse(location, label)) {
    const { origin } = new URL(location, label);
    if (origin !== label) return new UsageError(`${label} redirects to ${origin}; check that one: --url ${origin}`);
  }
  if (healthy && healthy.status >= 300) {
    const tls = !wire.endpoint.tls && (await speaksTls(wire.endpoint, wire.timeoutMs));
    const hint = tls ? `it speaks TLS: --url ${label.replace(/^http:/, 'https:')}` : 'is the address right?';
    return new UsageError(
      `${label} does not look like hostd: its liveness route answers ${healthy.status}, and nothing asks for a key; ${hint}`,
    );
  }
  return new UsageError(
    `${label} looks open: no protected operation asks for a key (${describe(seen)}); if that is meant, in dev mode or with PODFLARE_AUTH_DISABLED, give --expect open; if not, whoever reaches this server can run code on it`,
  );
}

function describe(seen: Exchange | undefined): string {
  return seen?.response ? `${seen.request.method} ${seen.request.target} answers ${seen.response.status}` : 'no answer';
}
