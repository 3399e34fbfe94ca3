import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { header, type WireResponse } from './response.ts';

/** The longest single wait that a server is granted, in milliseconds. Limits per minute ask for up to a minute. */
const LONGEST_MS = 65_000;
/** The shortest wait, in milliseconds. A server that counts in whole seconds may send `Retry-After: 0`. */
const SHORTEST_MS = 100;
/** The wait after a 429 without Retry-After, in milliseconds. It doubles until a request succeeds. */
const UNASKED_MS = 500;
/**
 * The total of consecutive waits, in milliseconds, after which the suite stops waiting for a server that refuses every
 * request.
 */
const LOCKED_OUT_MS = 75_000;
/** How long after the first refusal the suite keeps to the server's pace, in milliseconds. */
const SLOW_RUN_MS = 30 * 60_000;
/** How often a request is retried after a 503, or after a 429 while other requests succeed. */
const RETRIES = { 429: 12, 503: 5 };
/** After this many requests have used up their retries in vain, each request is retried at most once. */
const STARVED = 3;

/** The shortest and longest period over which requests are counted, in milliseconds. */
const SPAN_MS = { least: 1_000, most: 60_000 };
/** How many requests are remembered with their times. */
const REMEMBERED = 2_000;
/** The minimum number of requests from which a rate is derived. */
const SAMPLE = 5;
/** Requests are sent this much more slowly than the observed rate. */
const MARGIN = 1.1;
/** The minimum and maximum factor by which the interval grows after a refusal. */
const SLOWER = { least: 1.25, most: 4 };
/** The longest interval between two requests, in milliseconds. */
const LONGEST_INTERVAL_MS = 2_000;
/** The interval shrinks by this factor after a period without a refusal. */
const FASTER = 0.8;
/** That period is ten times the last wait, and at least this many milliseconds. */
const QUIET_MS = 10_000;

/** A clock, in milliseconds from an arbitrary origin, and a way to wait. */
export interface Clock {
  now(): number;
  /** Resolves after `ms` milliseconds, or when the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

const systemClock: Clock = {
  now: () => performance.now(),
  wait: (ms, signal) => delay(ms, undefined, { signal }).catch(() => {}),
};

/** A wait that the server asked for. */
export interface Slowdown {
  readonly status: number;
  /** Milliseconds until the next request. */
  readonly waitMs: number;
  /** Milliseconds between two requests after that. */
  readonly intervalMs: number;
}

/**
 * Sends requests no faster than the server allows. After a 429, or a 503 with Retry-After, no request is sent until the
 * wait is over. From then on, requests are spaced by the rate that the server was seen to allow, so that a long run
 * does not hit the limit again and again. Sources: RFC 6585, 4; RFC 9110, 10.2.3 and 15.6.4.
 */
export class Pace {
  readonly #clock: Clock;
  /** Called for each wait. */
  onSlowdown: ((slowdown: Slowdown) => void) | undefined;
  #interval = 0;
  /** When the next request may be sent. */
  #slot = 0;
  #blockedUntil = 0;
  #lastHit = Number.NEGATIVE_INFINITY;
  #firstHit: number | undefined;
  #fasterAt = 0;
  /** Refusals since the last success, and the total wait for them. */
  #inVain = { count: 0, ms: 0 };
  #starved = 0;
  /** Total of the waits after which a request was refused again, in milliseconds, since a request that had waited succeeded. */
  #vainMs = 0;
  /** True while requests are not delayed, because waiting did not help or took too long. */
  #gaveUp = false;
  readonly #admitted: number[] = [];
  readonly #over = new AbortController();

  constructor(clock = systemClock) {
    this.#clock = clock;
    setMaxListeners(0, this.#over.signal);
  }

  /** Resolves when the next request may be sent. */
  async turn(): Promise<void> {
    for (;;) {
      const now = this.#clock.now();
      const at = Math.max(now, this.#slot, this.#blockedUntil);
      if (!this.#gaveUp) this.#slot = at + this.#interval;
      await this.#until(at);
      if (this.#clock.now() >= this.#blockedUntil || this.#over.signal.aborted) return;
    }
  }

  /**
   * Records a response that refuses a request because of a limit. Returns true if the request should be sent again
   * after the wait that the server asks for.
   * @param waits how often this request has waited
   * @param sentAt when the request was sent, on this pace's clock
   * @param isRate false if a limit other than the request rate may be the cause
   */
  slowsDown(response: WireResponse, waits: number, sentAt: number, isRate = true): boolean {
    const now = this.#clock.now();
    const asked = retryAfterMs(response);
    // Requests that were in flight together and refused together share one wait.
    const isSameHit = sentAt < this.#lastHit;
    const ms = this.#waitFor(response.status, asked, isSameHit);
    const longer = Math.max(0, now + ms - Math.max(this.#blockedUntil, now));
    if (response.status === 429 && waits > 0) this.#vainMs += longer;
    if (this.#over.signal.aborted || !this.#mayRetry(response.status, waits)) return false;
    if (!this.#isGranted(ms, longer, now)) return false;
    const sentSince = now - this.#blockedUntil;
    this.#inVain.ms += longer;
    this.#blockedUntil = Math.max(this.#blockedUntil, now + ms);
    this.#slot = this.#blockedUntil;
    if (isSameHit) return true;
    this.#inVain.count += 1;
    this.#firstHit ??= now;
    this.#lastHit = now;
    this.#fasterAt = now + Math.max(QUIET_MS, 10 * ms);
    // A request that is refused at any rate says nothing about the rate.
    const tells = isRate && response.status === 429 && waits === 0 && this.#starved === 0;
    if (tells && ms >= UNASKED_MS) this.#space(now, ms, sentSince);
    this.onSlowdown?.({ status: response.status, waitMs: ms, intervalMs: this.#interval });
    return true;
  }

  /**
   * Records a request that the server accepted.
   * @param waits how often this request has waited
   */
  admit(waits = 0): void {
    const now = this.#clock.now();
    if (waits > 0) this.#vainMs = 0;
    this.#admitted.push(now);
    if (this.#admitted.length > 2 * REMEMBERED) this.#admitted.splice(0, REMEMBERED);
    this.#inVain = { count: 0, ms: 0 };
    this.#gaveUp &&= now - (this.#firstHit ?? now) > SLOW_RUN_MS;
    if (this.#interval === 0 || now < this.#fasterAt) return;
    this.#interval *= FASTER;
    this.#fasterAt = now + QUIET_MS;
  }

  /** Delays one request, while others go on. */
  async rest(ms: number): Promise<void> {
    await this.#clock.wait(ms, this.#over.signal);
  }

  /** Ends every wait. */
  end(): void {
    this.#over.abort();
  }

  /** If a server still refuses after the wait that it asked for, the next wait is twice as long. */
  #waitFor(status: number, asked: number | undefined, isSameHit: boolean): number {
    if (isSameHit) return asked ?? 0;
    const longer = status === 429 ? 2 ** Math.min(this.#inVain.count, 10) : 1;
    return Math.min((asked ?? UNASKED_MS) * longer, Math.max(asked ?? 0, LONGEST_MS / 2));
  }

  #mayRetry(status: number, waits: number): boolean {
    if (status === 503) return waits < RETRIES[503];
    // The server accepts other requests, but none of this kind, such as those without a key.
    if (this.#vainMs > LOCKED_OUT_MS) {
      this.#interval = 0;
      return false;
    }
    if (waits === RETRIES[429]) {
      this.#starved += 1;
      this.#interval = 0;
    }
    return waits < (this.#starved < STARVED ? RETRIES[429] : 1);
  }

  #isGranted(ms: number, longer: number, now: number): boolean {
    const since = this.#firstHit ?? now;
    this.#gaveUp ||= this.#inVain.ms + longer > LOCKED_OUT_MS || now - since > SLOW_RUN_MS;
    return ms <= LONGEST_MS && !this.#gaveUp;
  }

  /**
   * Sets the interval from the rate at which requests succeeded before the refusal.
   * @param sentSince milliseconds since requests could be sent
   */
  #space(now: number, waitMs: number, sentSince: number): void {
    const span = Math.min(Math.max(waitMs, SPAN_MS.least), SPAN_MS.most);
    const count = this.#admitted.filter((at) => at > now - span).length;
    if (count < SAMPLE) return;
    const allowed = (MARGIN * span) / count;
    const slower = SLOWER.least * this.#interval;
    // A period that includes a wait shows a lower rate than the server allows.
    const interval = this.#interval === 0 ? allowed : sentSince < span ? slower : Math.max(allowed, slower);
    this.#interval = Math.min(interval, SLOWER.most * (this.#interval || interval), LONGEST_INTERVAL_MS);
  }

  async #until(at: number): Promise<void> {
    const { signal } = this.#over;
    for (let ms = Math.ceil(at - this.#clock.now()); ms > 0 && !signal.aborted; ms = Math.ceil(at - this.#clock.now()))
      await this.#clock.wait(ms, signal);
  }
}

/** True if the response is about too many requests, and not about the request itself. */
export function isLimitResponse(response: WireResponse): boolean {
  return response.status === 429 || (response.status === 503 && retryAfterMs(response) !== undefined);
}

/** The wait in Retry-After, in milliseconds; undefined if the header is absent, or neither seconds nor a date. */
export function retryAfterMs(response: Pick<WireResponse, 'headers'>): number | undefined {
  const value = header(response, 'retry-after')?.trim();
  if (value === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Math.max(SHORTEST_MS, Number(value) * 1_000);
  const date = Date.parse(value);
  if (Number.isNaN(date)) return undefined;
  // Dates are relative to the server's clock, if the response states it.
  const now = Date.parse(header(response, 'date') ?? '');
  return Math.max(SHORTEST_MS, date - (Number.isNaN(now) ? Date.now() : now));
}
