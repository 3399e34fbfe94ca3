import { destroyRequest, sandboxesIn } from '../checks/sandboxes.ts';
import { Skip, Untestable } from '../checks/verdict.ts';
import { type Exchange, Wire } from '../http/client.ts';
import type { WireRequest } from '../http/request.ts';
import type { Instance } from './instance.ts';
import { Crowded, isExhausted, mayCreate } from './pool.ts';

/** Limit for the end of one sandbox after the run was interrupted, in milliseconds. */
const LATE_CLEAN_UP_MS = 1_000;

/** Sandboxes of one case that are tracked and destroyed. */
const SANDBOXES = 512;

/** Sandboxes of one case that are destroyed at the same time. */
const DESTROYED_AT_ONCE = 8;

/** How often a case that keeps sandboxes asks for one more. */
const KEPT_ATTEMPTS = 5;

/** How often to wait for a server that limits the rate of requests before its pool counts as full. */
const LIMITED_WAITS = 3;

/** Milliseconds between two looks whether other cases have destroyed their sandboxes. */
const OTHERS_MS = 100;

/** The sandboxes of one case, and the room for more on their servers. */
export class Room {
  readonly #shared: Instance | undefined;
  readonly #alone: boolean;
  /** The sandboxes of this case, and the server that each is on. */
  readonly #sandboxes = new Map<string, Instance>();
  readonly #kept = new Set<string>();

  /**
   * @param shared the server that this case shares with others
   * @param alone true when no other case makes sandboxes meanwhile
   */
  constructor(shared: Instance | undefined, alone: boolean) {
    this.#shared = shared;
    this.#alone = alone;
  }

  /** Tracks the sandboxes that a response names. */
  add({ response }: Exchange, on: Instance): void {
    for (const id of sandboxesIn(response)) {
      if (this.#sandboxes.size === SANDBOXES) break;
      this.#sandboxes.set(id, on);
      on.pool.add(id);
    }
  }

  /** Marks sandboxes that the case needs until its end. Others may be destroyed to make room. */
  keep(ids: readonly string[]): void {
    for (const id of ids) this.#kept.add(id);
  }

  /** Throws Crowded when only a case that runs alone may make sandboxes, and this one does not. */
  requireTurn(requests: readonly WireRequest[], on: Instance): void {
    if (on.pool.limited && this.#isCrowded(on) && requests.some((request) => creates(request, on))) throw new Crowded();
  }

  /**
   * How often the wire waits when the server refuses a request for now. Undefined leaves that to the wire. A server
   * without room asks to wait too, but waiting does not help while the suite has the sandboxes.
   */
  patience(request: WireRequest, attempt: number, on: Instance): number | undefined {
    if (!creates(request, on)) return undefined;
    if (on.wire.isLimited) return LIMITED_WAITS;
    return attempt === 1 && !on.pool.limited ? 1 : 0;
  }

  /**
   * Makes room for one more sandbox, or waits for room, when one of the exchanges shows that there is none. Resolves to
   * true when the requests are to be sent again.
   * @throws Crowded when the case must run again, alone
   * @throws Skip when the case itself needs more sandboxes than the server has room for
   * @throws Untestable when the server has no room though the case has no sandbox
   */
  async make(exchanges: readonly Exchange[], attempt: number, on: Instance): Promise<boolean> {
    const refusal = exchanges.find(
      ({ request, response }) => response && isExhausted(request, response, on.authorizes(request)),
    );
    if (!refusal?.response) return false;
    const { pool } = on;
    pool.limited = true;
    if (this.#isCrowded(on)) throw new Crowded();
    const own = [...this.#sandboxes].filter(([, by]) => by === on).map(([id]) => id);
    const spare = own.filter((id) => !this.#kept.has(id));
    if (spare.length > 0) await this.#destroy(spare, on);
    else {
      // Other cases destroy their sandboxes when they end. The wait for anything else that takes up room is limited.
      const others = pool.live.size > own.length;
      const patient = own.length === 0 || attempt <= KEPT_ATTEMPTS;
      const ms = others ? OTHERS_MS : patient ? pool.nextWait(refusal.response, attempt) : undefined;
      if (ms === undefined) return giveUp(refusal, own.length, on);
      await on.wire.rest(ms);
    }
    on.observe(refusal);
    return true;
  }

  /** Destroys every sandbox of the case on the shared server. */
  async clear(): Promise<void> {
    if (this.#shared) await this.#destroy([...this.#sandboxes.keys()], this.#shared);
  }

  #isCrowded(on: Instance): boolean {
    return !this.#alone && on === this.#shared;
  }

  async #destroy(ids: readonly string[], on: Instance): Promise<void> {
    const own = ids.filter((id) => this.#sandboxes.get(id) === on);
    if (on.dead === undefined && own.length > 0) {
      const { wire, running, key } = on;
      // An interrupted run has closed its wire.
      const used = wire.open ? wire : new Wire(running.endpoint, running.authority, LATE_CLEAN_UP_MS);
      const left = [...own];
      const next = async (): Promise<void> => {
        for (let id = left.pop(); id !== undefined && on.dead === undefined; id = left.pop()) {
          const { response } = await used.send(destroyRequest(id, key));
          // Waiting for each of hundreds of ids is not worth it.
          if (!response) left.length = 0;
        }
      };
      await Promise.all(Array.from({ length: wire.keepsConnections ? DESTROYED_AT_ONCE : 1 }, next));
      if (used !== wire) used.close();
    }
    for (const id of own) {
      this.#sandboxes.delete(id);
      on.pool.live.delete(id);
    }
  }
}

function creates(request: WireRequest, on: Instance): boolean {
  return on.authorizes(request) && mayCreate(request);
}

/** False for a request that should have been refused before the pool was asked: its response is judged. */
function giveUp({ request, response }: Exchange, own: number, on: Instance): false {
  if (!on.authorizes(request)) return false;
  const found = `${response?.status} ${response?.body.toString('utf8', 0, 200).trim()}`;
  if (own > 0) throw new Skip(`the pool is exhausted: no room for the sandboxes that this check needs (${found})`);
  throw new Untestable('room for one sandbox', `the pool is exhausted: ${found}`);
}
