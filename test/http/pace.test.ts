import { expect, test } from 'vitest';
import { type Clock, Pace, retryAfterMs, type Slowdown } from '../../src/http/pace.ts';
import type { HeaderLine } from '../../src/http/request.ts';
import type { WireResponse } from '../../src/http/response.ts';

const respond = (status: number, ...headers: HeaderLine[]): WireResponse => ({
  ...{ status, statusText: '', version: '1.1', headers, trailers: [], body: Buffer.alloc(0) },
  ...{ truncated: false, spreadMs: 0, interim: [] },
});
const tooMany = (after?: string) => respond(429, ...(after === undefined ? [] : [['Retry-After', after] as const]));
const ok = respond(200);

/** A clock without real waits. It advances to the time of the next pending wait. */
class TestClock implements Clock {
  #now = 0;
  #waits: { at: number; resolve: () => void }[] = [];
  now = () => this.#now;
  wait = (ms: number) =>
    new Promise<void>((resolve) => {
      this.#waits.push({ at: this.#now + ms, resolve });
      if (this.#waits.length === 1) setImmediate(this.#advance);
    });
  #advance = () => {
    this.#waits.sort((a, b) => a.at - b.at);
    const next = this.#waits.shift();
    if (!next) return;
    this.#now = Math.max(this.#now, next.at);
    next.resolve();
    if (this.#waits.length > 0) setImmediate(this.#advance);
  };
}

type TestServer = (now: number, i: number) => WireResponse;

/** Sends requests as a run does: eight at a time, each of which takes 2 ms. */
async function send(total: number, server: TestServer) {
  const clock = new TestClock();
  const pace = new Pace(clock);
  const hits: Slowdown[] = [];
  pace.onSlowdown = (slowdown) => hits.push(slowdown);
  let next = 0;
  let refused = 0;
  let given = 0;
  const lane = async () => {
    for (let i = next++; i < total; i = next++) {
      for (let waits = 0; ; waits += 1) {
        await pace.turn();
        const sentAt = clock.now();
        await clock.wait(2);
        const response = server(clock.now(), i);
        if (response.status < 400 || response.status === 401) {
          pace.admit(waits);
          break;
        }
        refused += 1;
        if (!pace.slowsDown(response, waits, sentAt)) {
          given += 1;
          break;
        }
      }
    }
  };
  await Promise.all(Array.from({ length: 8 }, lane));
  return { seconds: clock.now() / 1_000, refused, given, hits };
}

/** At most `limit` requests in any `windowMs` milliseconds; `retryAfter` receives the remaining milliseconds. */
function window(limit: number, windowMs: number, retryAfter: (ms: number) => string | undefined): TestServer {
  let served: number[] = [];
  return (now) => {
    served = served.filter((at) => now - at < windowMs);
    if (served.length >= limit) return tooMany(retryAfter((served[0] ?? now) + windowMs - now));
    served.push(now);
    return ok;
  };
}

/** As above, in windows that begin at fixed times. */
function fixedWindow(limit: number, windowMs: number): TestServer {
  let current = -1;
  let count = 0;
  return (now) => {
    const index = Math.floor(now / windowMs);
    if (index !== current) count = 0;
    current = index;
    count += 1;
    return count > limit ? tooMany(String(Math.ceil(((index + 1) * windowMs - now) / 1_000))) : ok;
  };
}

/** Ten requests a second, and a burst of fifty. */
function bucket(): TestServer {
  let tokens = 50;
  let last = 0;
  return (now) => {
    tokens = Math.min(50, tokens + (now - last) / 100);
    last = now;
    if (tokens < 1) return tooMany('1');
    tokens -= 1;
    return ok;
  };
}

/** Every other request is refused for its key, ten a second at most. */
function refusals(): TestServer {
  const limit = window(10, 1_000, () => '1');
  return (now, i) => {
    if (i % 2 === 0) return ok;
    const response = limit(now, i);
    return response === ok ? respond(401) : response;
  };
}

const inSeconds = (ms: number) => String(Math.ceil(ms / 1_000));

test.each([
  ['20 requests a second', () => window(20, 1_000, () => '1'), 3_000, 20],
  ['20 requests a second, without Retry-After', () => window(20, 1_000, () => undefined), 3_000, 20],
  ['20 requests in each second of the clock', () => fixedWindow(20, 1_000), 3_000, 20],
  ['300 requests a minute', () => window(300, 60_000, inSeconds), 3_000, 5],
  ['300 requests a minute, always with Retry-After: 60', () => window(300, 60_000, () => '60'), 3_000, 5],
  ['300 requests a minute, without Retry-After', () => window(300, 60_000, () => undefined), 3_000, 5],
  ['300 requests in each minute of the clock', () => fixedWindow(300, 60_000), 3_000, 5],
  ['ten requests a second and a burst of fifty', bucket, 3_000, 10],
  ['ten refusals a second', refusals, 1_500, 20],
])('a run stays below a limit of %s', async (_, server, total, perSecond) => {
  const { seconds, refused, given } = await send(total, server());
  expect(given).toBe(0);
  expect(refused).toBeLessThan(total / 20);
  expect(seconds).toBeLessThan((3 * total) / perSecond);
});

test.each([
  ['Retry-After: 1', '1'],
  ['Retry-After: 60', '60'],
  ['no Retry-After', undefined],
])('a server that lets no request through, by %s, delays a run only once', async (_, after) => {
  const { seconds, given } = await send(1_000, () => tooMany(after));
  expect(given).toBe(1_000);
  expect(seconds).toBeLessThan(120);
  expect(seconds).toBeGreaterThan(55);
});

test.each(['10', '30', '60', '3600', undefined])(
  'a server that locks out a kind of requests, by Retry-After: %s, delays a run only once',
  async (after) => {
    const { seconds, given, refused } = await send(1_000, (_, i) => (i > 50 && i % 2 === 0 ? tooMany(after) : ok));
    expect(given).toBe(474);
    expect(seconds).toBeLessThan(150);
    expect(refused).toBeLessThan(1_000);
  },
);

test('one kind of request that is always refused does not hold up the others for long', async () => {
  const { seconds, given } = await send(1_000, (_, i) => (i % 50 === 0 ? tooMany('1') : ok));
  expect(given).toBe(20);
  expect(seconds).toBeLessThan(300);
});

test('a run that the server delays for half an hour goes on without waiting', async () => {
  const { seconds, given } = await send(6_000, window(60, 60_000, inSeconds));
  expect(given).toBeGreaterThan(0);
  expect(seconds).toBeLessThan(45 * 60);
});

test('a wait is reported with the new rate', async () => {
  const { hits } = await send(
    100,
    window(20, 1_000, () => '1'),
  );
  expect(hits[0]).toMatchObject({ status: 429, waitMs: 1_000 });
  expect(hits[0]?.intervalMs).toBeCloseTo(55, -1);
});

test('Retry-After is read as seconds, and as a date by the clock of the server', () => {
  const after = (value: string, ...headers: HeaderLine[]) =>
    retryAfterMs(respond(429, ['Retry-After', value], ...headers));
  expect(after('3')).toBe(3_000);
  expect(after('0')).toBe(100);
  expect(after('soon')).toBeUndefined();
  const date: HeaderLine = ['Date', 'Wed, 21 Oct 2015 07:28:00 GMT'];
  expect(after('Wed, 21 Oct 2015 07:28:05 GMT', date)).toBe(5_000);
  expect(after('Wed, 21 Oct 2015 07:27:00 GMT', date)).toBe(100);
});
