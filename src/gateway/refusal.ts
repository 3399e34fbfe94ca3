import type { Operation } from '../contract/operations.ts';
import type { Exchange } from '../http/client.ts';
import { isPlain, type WireRequest } from '../http/request.ts';

/**
 * Statuses by which a gateway may refuse what it does not forward: a version, a method, a target, framing or a header that
 * it does not handle, more of it than it takes, or what looks to it like an attack. 401 is not among them.
 */
const REFUSALS: readonly number[] = [400, 403, 404, 405, 406, 408, 411, 413, 414, 415, 417, 421, 426, 431, 501, 505];

/** A path without dot segments and anything encoded, and a simple query. */
const USUAL_TARGET = /^(\/(?!\.)[\w\-.~]+)+(\?[\w\-.=&]*)?$/;

/** A scheme and a token. */
const USUAL_CREDENTIAL = /^\w+ +[\w\-.~+/=]+$/;

/** Any other header, without quotes, brackets and what a shell or a template reads. */
const USUAL_VALUE = /^[\w\-.~+/=:;,*()@% ]*$/;

/**
 * How a gateway refused a request that clients do not send, and that it need not forward; undefined for any other
 * exchange. Clients send the documented operations: a gateway may have an allow list of their methods and paths.
 */
export function refusedOnTheWay(
  { request, response, failure }: Exchange,
  operations: readonly Operation[],
): string | undefined {
  if (isUsual(request) && isDocumented(request, operations)) return undefined;
  // A gateway may wait for the whole body before it forwards anything.
  if (request.framing === 'withheld' && failure?.kind === 'timeout') return 'it waits for the body';
  if (response) return REFUSALS.includes(response.status) ? `it answers ${response.status}` : undefined;
  return failure?.kind === 'closed' || failure?.kind === 'reset' ? failure.message : undefined;
}

function isUsual(request: WireRequest): boolean {
  const usual = ([name, value]: WireRequest['headers'][number]) =>
    (/^authorization$/i.test(name) ? USUAL_CREDENTIAL : USUAL_VALUE).test(value);
  return isPlain(request) && USUAL_TARGET.test(request.target) && request.headers.every(usual);
}

function isDocumented({ method, target }: WireRequest, operations: readonly Operation[]): boolean {
  const [path = ''] = target.split('?');
  return operations.some(
    (operation) => !operation.observed && operation.method === method && patternOf(operation).test(path),
  );
}

/** Matches the paths of an operation. A parameter whose example is a prefixed id takes ids of that form only. */
function patternOf({ path, parameters }: Operation): RegExp {
  const parts = path.split(/(\{[^}]+\})/).map((part) => {
    if (!part.startsWith('{')) return part.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
    const example = parameters.find(({ name }) => name === part.slice(1, -1))?.example ?? '';
    return /^[a-z]+_[0-9a-f]{32}$/.test(example) ? '[a-z]+_[0-9a-f]{32}' : '[^/]+';
  });
  return new RegExp(`^${parts.join('')}$`);
}
