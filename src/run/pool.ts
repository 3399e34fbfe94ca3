import { retryAfterMs } from '../http/pace.ts';
import type { WireRequest } from '../http/request.ts';
import type { WireResponse } from '../http/response.ts';

/** Limit for all waits for room that one server asks for, in milliseconds. */
const ASKED_MS = 90_000;
/** Limit for all waits that a server does not ask for, in milliseconds. Others may use a server given by URL. */
const UNASKED_MS = 20_000;
/** The same for a launched server that has not made a sandbox yet. Its pool may still be filling. */
const FILLING_MS = 3_000;
/** The first wait that the server does not ask for, in milliseconds. Each further wait is twice as long. */
const FIRST_MS = 100;
/** The longest single wait, in milliseconds. */
const LONGEST_MS = 10_000;

/** Words of a 500 without room. Podflare's pages state the status, but not the text. */
const NO_ROOM =
  /exhaust|\bpool\b|capacity|cold.?boot|quota|overload|out of (memory|sandbox|vm)|no (free|more|available) |limit (of|reached)|too many (sandbox|vm|machine)|(sandbox|vm|machine)s? limit/i;

/** The case must run again, alone, because the server has no room for the sandboxes of several cases. */
export class Crowded extends Error {}

/** Shared by the servers of one launched target. */
export interface Launched {
  /** True once a wait for a server's first sandbox was in vain. It is not repeated for the other servers. */
  neverMade: boolean;
}

/** The sandboxes that the suite has on one server, and whether that server limits their number. */
export class Pool {
  /** True once the server has refused to make one more sandbox. */
  limited = false;
  readonly live = new Set<string>();
  readonly #launched: Launched | undefined;
  #made = false;
  #waited = 0;

  /** @param launched for a server that the suite launched */
  constructor(launched?: Launched) {
    this.#launched = launched;
  }

  /** Adds a sandbox that the server made. */
  add(id: string): void {
    this.#made = true;
    this.live.add(id);
  }

  /**
   * How long to wait before the next request for a sandbox, in milliseconds. Undefined when waiting is pointless.
   * `attempt` is 1 after the first refusal.
   */
  nextWait(response: WireResponse, attempt: number): number | undefined {
    const asked = retryAfterMs(response);
    const ms = asked ?? Math.min(FIRST_MS * 2 ** (attempt - 1), LONGEST_MS);
    if (ms > LONGEST_MS || this.#waited + ms > this.#patienceMs(asked !== undefined)) {
      if (this.#launched && !this.#made) this.#launched.neverMade = true;
      return undefined;
    }
    this.#waited += ms;
    return ms;
  }

  #patienceMs(asked: boolean): number {
    if (!this.#launched || this.#made) return asked ? ASKED_MS : UNASKED_MS;
    if (this.#launched.neverMade) return 0;
    return asked ? ASKED_MS : FILLING_MS;
  }
}

/** True for a request that makes a sandbox if it is authorized. */
export function mayCreate({ method, target }: WireRequest): boolean {
  return !/^(GET|HEAD|DELETE|OPTIONS)$/.test(method) && !/\/exec(\?|$)/.test(target);
}

/**
 * True for a response that says that there is no room for one more sandbox: a 500 in such words, as the pages have it
 * for create, or a status for limits in response to an authorized request that may make one.
 */
export function isExhausted(request: WireRequest, response: WireResponse, authorized: boolean): boolean {
  if (response.status === 500) return NO_ROOM.test(response.body.toString('utf8', 0, 1_000));
  return authorized && mayCreate(request) && [429, 503, 507].includes(response.status);
}
