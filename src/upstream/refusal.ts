import { isPlain } from '../wire/request.ts';
import type { Exchange } from '../wire/wire.ts';

/**
 * Statuses by which a gateway may refuse what it does not forward: a version, a method, a target, framing or a header that
 * it does not handle, or more of it than it takes. 401 and 403 are not among them: they speak of the caller.
 */
const REFUSALS: readonly number[] = [400, 404, 405, 408, 411, 413, 414, 415, 417, 421, 426, 431, 501, 505];

/**
 * How a request was refused that is none of those which every client sends and every gateway must forward; undefined for
 * any other exchange.
 */
export function refusedOnTheWay({ request, response, failure }: Exchange): string | undefined {
  if (isPlain(request)) return undefined;
  // A gateway may wait for the whole body before it forwards anything.
  if (request.framing === 'withheld' && failure?.kind === 'timeout') return 'it waits for the body';
  if (response) return REFUSALS.includes(response.status) ? `it answers ${response.status}` : undefined;
  return failure?.kind === 'closed' || failure?.kind === 'reset' ? failure.message : undefined;
}
