import type { Operation } from '../contract/operations.ts';
import type { Exchange } from '../http/client.ts';
import { isPlain, type WireRequest } from '../http/request.ts';

/**
 * Statuses with which a gateway may refuse a version, a method, a target, framing or a header that it does not support,
 * too much of it, or a suspected attack. 401 is not one of them.
 */
const REFUSALS: readonly number[] = [400, 403, 404, 405, 406, 408, 411, 413, 414, 415, 417, 421, 426, 431, 501, 505];

/** A path without dot segments and encoded characters, with a simple query. */
const USUAL_TARGET = /^(\/(?!\.)[\w\-.~]+)+(\?[\w\-.=&]*)?$/;

/** A scheme and a token. */
const USUAL_CREDENTIAL = /^\w+ +[\w\-.~+/=]+$/;

/** Any other header value, without quotes, brackets and characters that shells or templates interpret. */
const USUAL_VALUE = /^[\w\-.~+/=:;,*()@% ]*$/;

/**
 * How a gateway refused a request that it need not forward because no client sends it; undefined for any other
 * exchange. Clients send the documented operations, since a gateway may have an allow list of methods and paths.
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

/**
 * Matches the paths of an operation. If the example of a parameter is a prefixed id, the parameter matches only ids of
 * that form.
 */
function patternOf({ path, parameters }: Operation): RegExp {
  const parts = path.split(/(\{[^}]+\})/).map((part) => {
    if (!part.startsWith('{')) return part.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
    const example = parameters.find(({ name }) => name === part.slice(1, -1))?.example ?? '';
    return /^[a-z]+_[0-9a-f]{32}$/.test(example) ? '[a-z]+_[0-9a-f]{32}' : '[^/]+';
  });
  return new RegExp(`^${parts.join('')}$`);
}
