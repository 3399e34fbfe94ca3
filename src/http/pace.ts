import { setTimeout as delay } from 'node:timers/promises';
import { header, type WireResponse } from './response.ts';

/** The longest single wait that a server is granted, in milliseconds. */
const LONGEST_MS = 10_000;
/** The shortest: a server that counts in whole seconds may say 0. */
const SOON_MS = 100;
/** All waits for one server together, in milliseconds. */
const PATIENCE_MS = 90_000;

/** How often one request is sent again after a 503: a server that never recovers must not use up all the patience. */
const RETRIES_AFTER_503 = 5;

/**
 * Goes as slowly as a server wants that is busy or limits the rate of requests: after a 429 or 503 with Retry-After
 * nothing is sent until then. Sources: RFC 6585, 4; RFC 9110, 10.2.3 and 15.6.4.
 */
export class Pace {
  #next = 0;
  #granted = 0;
  #waiting: Promise<void> | undefined;
  readonly #over = new AbortController();

  /** Resolves when the server may be asked. */
  turn(): Promise<void> {
    this.#waiting ??= this.#wait().finally(() => {
      this.#waiting = undefined;
    });
    return this.#waiting;
  }

  /**
   * True when the response asks for patience that the server is granted: then the request is to be sent once more.
   * `waits` says how often this request has waited.
   */
  slowsDown(response: WireResponse, waits: number): boolean {
    if (response.status !== 429 && !(response.status === 503 && waits < RETRIES_AFTER_503)) return false;
    const ms = retryAfterMs(response);
    if (ms === undefined || ms > LONGEST_MS || this.#over.signal.aborted) return false;
    const longer = Math.max(0, performance.now() + ms - Math.max(this.#next, performance.now()));
    if (this.#granted + longer > PATIENCE_MS) return false;
    this.#granted += longer;
    this.#next = Math.max(this.#next, performance.now() + ms);
    return true;
  }

  /** Waits before one request; other requests go on. */
  async rest(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.#over.signal }).catch(() => {});
  }

  /** Ends every wait. */
  end(): void {
    this.#over.abort();
  }

  async #wait(): Promise<void> {
    const { signal } = this.#over;
    for (let ms = this.#missing(); ms > 0 && !signal.aborted; ms = this.#missing())
      await delay(ms, undefined, { signal }).catch(() => {});
  }

  #missing(): number {
    return Math.ceil(this.#next - performance.now());
  }
}

/** What Retry-After asks for, in milliseconds; undefined when it is absent, or neither seconds nor a date. */
export function retryAfterMs(response: Pick<WireResponse, 'headers'>): number | undefined {
  const value = header(response, 'retry-after');
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value)) return Math.max(SOON_MS, Number(value) * 1_000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(SOON_MS, date - Date.now());
}
