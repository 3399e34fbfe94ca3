import type { Expectation } from '../../src/checks/expectation.ts';
import type { Role, Trial } from '../../src/checks/trial.ts';
import type { Exchange } from '../../src/http/client.ts';
import { kept } from '../../src/http/kept.ts';
import type { HeaderLine, WireRequest } from '../../src/http/request.ts';
import { discriminates } from './controls.ts';
import { evidence, nothingRan, refusedUnread, status, summary } from './expectations.ts';
import { createRequest, withKey } from './requests.ts';

/** A request for a protected operation that a careless key check may take for the exempt route or for no route. */
export interface Variant {
  readonly name: string;
  readonly request: WireRequest;
}

/** POST of `{}` to this target. If it reaches create, the response contains a sandbox id. */
export function to(target: string, change: Partial<WireRequest> = {}): Variant {
  return {
    name: printable(`${change.method ?? createRequest.method} ${target}`),
    request: { ...createRequest, target, ...change },
  };
}

/** The create request with one more header line. */
export function withLine(name: string, value: string): Variant {
  return {
    name: `${name}: ${value}`,
    request: { ...createRequest, headers: [...createRequest.headers, [name, value]] },
  };
}

export const line = (name: string, value: string): HeaderLine => [name, value];

/**
 * The oracle of every bypass check. The variant with a valid key shows what it reaches. If that is a protected handler,
 * the variant without a key must get 401. Otherwise any response is fine as long as no protected handler ran.
 */
export async function noWayAround(t: Trial, request: WireRequest): Promise<void> {
  await discriminates(t);
  const twin = await t.send(withKey(request, t.key), 'control');
  const reaches = twin.response && evidence(twin.response);
  t.judge(await anonymously(t, request, 'probe'), reaches ? refusedLikeAny(reaches) : nothingRan);
}

/** The exchange of a variant without a key. It is sent once per server, however many checks use it. */
export async function anonymously(t: Trial, request: WireRequest, role: Role): Promise<Exchange> {
  let isFirst = false;
  const exchange = await t.instance.once(request, async () => {
    isFirst = true;
    return kept(await t.send(request, role));
  });
  if (!isFirst) t.record(exchange, role);
  return exchange;
}

/** 401, or a closed connection, which is legal after an unread body. */
function refusedLikeAny(reached: string): Expectation {
  return {
    says: `401, because with a valid key ${reached}`,
    judge: (exchange) => (refusedUnread(exchange) ? undefined : status(401).judge(exchange)),
  };
}

/** Neither a server error nor a missing response within the time limit. */
export const noCrash: Expectation = {
  says: 'a response other than a 5xx (501 and 505 are allowed), within the time limit',
  judge(exchange) {
    const { response, failure } = exchange;
    if (refusedUnread(exchange)) return undefined;
    if (!response) return failure?.kind === 'timeout' ? failure.message : undefined;
    return response.status >= 500 && ![501, 505].includes(response.status) ? summary(response) : undefined;
  },
};

function printable(text: string): string {
  return text.replace(/[^\x21-\x7e ]/g, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
