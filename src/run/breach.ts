import { protectedEffect } from '../checks/sandboxes.ts';
import type { Exchange } from '../http/client.ts';
import { kept } from '../http/kept.ts';
import type { WireResponse } from '../http/response.ts';

/** A request without a valid key that hostd carried out. */
export interface Breach {
  readonly exchange: Exchange;
  readonly effect: string;
  /** True when the request had no key at all. Such a breach fails the case, whatever the level of its check. */
  readonly keyless: boolean;
}

/** Keeps the first breach of a case, and prefers a keyless one. */
export class BreachWatch {
  #breach: Breach | undefined;

  get breach(): Breach | undefined {
    return this.#breach;
  }

  /** Looks for the effect of a protected handler in the response to a request without a valid key. */
  look(exchange: Exchange): void {
    const effect = exchange.response && protectedEffect(exchange.response);
    if (effect !== undefined) this.#note(exchange, effect);
  }

  /** Compares a control without a valid key to its twin with one. Equal responses mean that the key was not checked. */
  compare(control: Exchange, twin: Exchange): void {
    const { response } = control;
    if (!response || twin.response?.status !== response.status || !twin.response.body.equals(response.body)) return;
    this.#note(control, `the same response (${response.status}) with and without a valid key`);
  }

  #note(exchange: Exchange, effect: string): void {
    const keyless = isKeyless(exchange);
    if (!this.#breach || (keyless && !this.#breach.keyless))
      this.#breach = { exchange: kept(exchange), effect, keyless };
  }
}

/** True for a status of a handler itself: success, not found, conflict, or invalid body. */
export function isOfHandler({ status }: WireResponse): boolean {
  return status < 300 || [404, 409, 422].includes(status);
}

/** True when no Authorization header of the request has a token in it. */
function isKeyless({ request }: Exchange): boolean {
  return request.headers.every(([name, value]) => !/^authorization$/i.test(name) || /^\s*(bearer\s*)?$/i.test(value));
}
