import type { Expectation } from '../../src/checks/expectation.ts';
import type { Role, Trial } from '../../src/checks/trial.ts';
import type { Exchange } from '../../src/http/client.ts';
import { kept } from '../../src/http/kept.ts';
import type { HeaderLine, WireRequest } from '../../src/http/request.ts';
import { discriminates } from './controls.ts';
import { evidence, nothingRan, refusedUnread, status, summary } from './expectations.ts';
import { createRequest, withKey } from './requests.ts';

/** A way to ask for something protected that a careless gate may take for the exempt route, or for no route of its own. */
export interface Variant {
  readonly name: string;
  readonly request: WireRequest;
}

/** POST of `{}` to this target: if it reaches create, the answer shows a sandbox. */
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
 * The oracle of every bypass. The variant with a valid key tells what it reaches: when that is a protected handler,
 * the variant without a key must be answered 401. Otherwise any answer will do in which nothing protected ran.
 */
export async function noWayAround(t: Trial, request: WireRequest): Promise<void> {
  await discriminates(t);
  const twin = await t.send(withKey(request, t.key), 'control');
  const reaches = twin.response && evidence(twin.response);
  t.judge(await anonymously(t, request, 'probe'), reaches ? refusedLikeAny(reaches) : nothingRan);
}

/** What came of a variant without a key; sent once to each server, however many checks look at it. */
export async function anonymously(t: Trial, request: WireRequest, role: Role): Promise<Exchange> {
  let isFirst = false;
  const exchange = await t.instance.once(request, async () => {
    isFirst = true;
    return kept(await t.send(request, role));
  });
  if (!isFirst) t.record(exchange, role);
  return exchange;
}

/** 401; or a connection that ended, as it may when a body was left unread. */
function refusedLikeAny(reached: string): Expectation {
  return {
    says: `401, for with a valid key ${reached}`,
    judge: (exchange) => (refusedUnread(exchange) ? undefined : status(401).judge(exchange)),
  };
}

/** Not a crash: an error of the server's own, or no answer within the limit. */
export const noCrash: Expectation = {
  says: 'an answer that is no crash (no 5xx but 501 and 505, and not silence)',
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
