import { Skip, Untestable } from '../checks/verdict.ts';
import type { Operation } from '../contract/contract.ts';
import { refusedOnTheWay } from '../gateway/refusal.ts';
import type { Exchange } from '../http/client.ts';
import { WireFailure } from '../http/failure.ts';
import { isLimitResponse } from '../http/pace.ts';
import type { Instance } from './instance.ts';

/** Reasons why an exchange says nothing about the rule under test. Each function throws Skip or Untestable for one. */

/** A server may close the connection after each response without announcing it. */
export function skipClosed({ turn, failure }: Exchange): void {
  if (turn > 1 && failure?.silent && (failure.kind === 'closed' || failure.kind === 'reset'))
    throw new Skip('the server closes the connection after a response');
}

/** A server that takes bytes it left unread for the next request responds to those, and not to what was sent. */
export function skipOutOfStep({ response, failure, doubtful }: Exchange): void {
  const isAnother = doubtful && response && response.status >= 400 && ![401, 403, 429].includes(response.status);
  if (isAnother || failure?.kind === 'stray')
    throw new Skip(
      'the connection is out of step after an earlier request; see unauthorized/unread-body and http/no-body',
    );
}

/** A gateway may refuse a request that no client sends, so that it never reaches the server. */
export function skipRefusal(exchange: Exchange, operations: readonly Operation[]): void {
  const refused = refusedOnTheWay(exchange, operations);
  if (refused !== undefined) throw new Skip(`the gateway does not let this request through: ${refused}`);
}

/** A rate limit or an overload says nothing about the key check. Sources: RFC 6585, 4; RFC 9110, 15.6.4. */
export function haltAtLimit({ response }: Exchange): void {
  if (!response || !isLimitResponse(response)) return;
  const { status } = response;
  const found = status === 429 ? '429: raise its rate limit for the run' : `${status} with Retry-After: it is busy`;
  throw new Untestable('a response to each request', found);
}

/** A response that the suite cannot decode says nothing about hostd. */
export function haltAtCoding({ failure }: Exchange): void {
  if (failure?.kind === 'undecodable') throw new Untestable('a response that the suite can read', failure.message);
}

/** What is wrong with a malformed response. It meets no expectation, not even one that a missing response meets. */
export function malformation({ failure }: Exchange): string | undefined {
  return failure?.kind === 'malformed' ? failure.message : undefined;
}

/** A dead server cannot be judged. */
export async function requireAlive(instance: Instance): Promise<void> {
  const dead = await instance.checkDead();
  if (dead !== undefined) throw new Untestable('a server that responds', dead);
}

/** A server to which no connection can be opened cannot be judged. Rethrows what is not a failure of the wire. */
export function untestable(error: unknown): never {
  if (!(error instanceof WireFailure)) throw error;
  throw new Untestable('control: a connection', error.message);
}
