import { setTimeout as delay } from 'node:timers/promises';
import { header, type WireResponse } from './response.ts';

/** The longest single wait that a server is granted, in milliseconds. */
const LONGEST_MS = 10_000;
/** The shortest: a server that counts in whole seconds may say 0. */
const SOON_MS = 100;
/** All waits for one server together, in milliseconds. */
const PATIENCE_MS = 90_000;

/**
 * Goes as slowly as a server wants that limits the rate of requests: after a 429 with Retry-After nothing is sent until
 * then. Sources: RFC 6585, 4 and RFC 9110, 10.2.3.
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

  /** True when the answer asks for patience that the server is granted: then the same is to be asked once more. */
  slowsDown(response: WireResponse): boolean {
    const ms = response.status === 429 ? retryAfterMs(header(response, 'retry-after')) : undefined;
    if (ms === undefined || ms > LONGEST_MS || this.#over.signal.aborted) return false;
    const longer = Math.max(0, performance.now() + ms - Math.max(this.#next, performance.now()));
    if (this.#granted + longer > PATIENCE_MS) return false;
    this.#granted += longer;
    this.#next = Math.max(this.#next, performance.now() + ms);
    return true;
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

/** What a Retry-After line asks for, in seconds or as a date; undefined when it is neither. */
function retryAfterMs(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value)) return Math.max(SOON_MS, Number(value) * 1_000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(SOON_MS, date - Date.now());
}
