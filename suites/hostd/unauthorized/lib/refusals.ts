import type { Expectation } from '../../../../src/checks/expectation.ts';
import type { Trial } from '../../../../src/checks/trial.ts';
import type { WireRequest } from '../../../../src/http/request.ts';
import type { WireResponse } from '../../../../src/http/response.ts';
import { authenticated, evidence, stableBody, status, summary, unauthorized } from '../../../lib/expectations.ts';
import { WRONG, withKey } from '../../../lib/requests.ts';

/** Sends the request with a valid key as the control, then without one. */
export async function refusedWithoutKey(
  t: Trial,
  request: WireRequest,
  which: 'missing' | 'either' = 'missing',
): Promise<void> {
  await t.control(withKey(request, t.key), authenticated);
  await t.expect(request, unauthorized(which));
}

/**
 * Sends the request with a valid key as the control, then without one and with a wrong one. Resolves to false, without
 * judging, when the server's parser rejects the request even with a valid key.
 */
export async function refusedForItsKey(t: Trial, request: WireRequest): Promise<boolean> {
  const twin = await t.send(withKey(request, t.key), 'control');
  if (twin.response && [400, 501].includes(twin.response.status)) return false;
  t.require(twin, authenticated);
  const bodiless = request.method === 'HEAD';
  for (const [refused, which] of [
    [request, 'missing'],
    [withKey(request, WRONG), 'either'],
  ] as const) {
    const exchange = await t.send(refused, 'probe');
    if (t.behindGateway && NOT_ON_THE_LIST.includes(exchange.response?.status ?? 0))
      t.skip('a gateway may refuse it by its own list');
    t.judge(exchange, bodiless ? status(401) : unauthorized(which));
  }
  return true;
}

/** Statuses with which a gateway refuses a route or a method that is not on its list. */
const NOT_ON_THE_LIST: readonly number[] = [403, 404, 405];

/** Not a success, no effect of a handler, and not the same response as `handler`. */
export function unserved(handler?: WireResponse): Expectation {
  return {
    says: 'no success and no handler output',
    judge({ request, response }) {
      if (!response) return undefined;
      const isHandlers =
        handler?.status === response.status &&
        stableBody(handler, request.target) === stableBody(response, request.target);
      return response.status < 300 || evidence(response) || isHandlers ? summary(response) : undefined;
    },
  };
}

export const NOT_UNDERSTOOD = 'the server responds with 400 or 501, whatever the key';

/** Judges a 401 response. Skips any other response, which other checks judge. */
export async function refusal(t: Trial, request: WireRequest, expectation: Expectation): Promise<void> {
  const exchange = await t.send(request, 'probe');
  if (exchange.response?.status !== 401)
    t.skip('the response is not a 401; see unauthorized/no-key and unauthorized/wrong-key');
  t.judge(exchange, expectation);
}
