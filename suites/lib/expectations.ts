import { type Expectation, responds } from '../../src/checks/expectation.ts';
import { protectedEffect as evidence } from '../../src/checks/sandboxes.ts';
import { type Operation, unauthorizedText } from '../../src/contract/contract.ts';
import type { Exchange } from '../../src/http/client.ts';
import { header, json, member, type WireResponse } from '../../src/http/response.ts';
import { normalized } from './log-lines.ts';

/** A response in a few words. */
export function summary(response: WireResponse): string {
  const type = header(response, 'content-type');
  const body = response.body.toString('utf8').trim();
  return `${response.status}${type === undefined ? '' : ` ${type}`} ${body === '' ? '(no body)' : body}`;
}

/** The header section and the body as one searchable text. */
export function textOf({ headers, body }: WireResponse): string {
  return [...headers.flat(), body.toString('latin1')].join('\n');
}

const refused = (status: number) => status === 401 || status === 403 || status === 407;

/** One of these statuses. */
export function status(...allowed: readonly number[]): Expectation {
  return responds(`status ${allowed.join(' or ')}`, (response) =>
    allowed.includes(response.status) ? undefined : summary(response),
  );
}

/** A 401 with the documented JSON body for a missing or an invalid key. Source: docs.podflare.ai/concepts/auth. */
export function unauthorized(which: 'missing' | 'invalid' | 'either'): Expectation {
  const texts = which === 'either' ? Object.values(unauthorizedText) : [unauthorizedText[which]];
  const says = texts.map((text) => JSON.stringify({ error: text })).join(' or ');
  return responds(`401 with ${says}`, (response) =>
    response.status === 401 && texts.includes(String(member(response, 'error'))) ? undefined : summary(response),
  );
}

/** The same status as another response. */
export function sameStatus(other: WireResponse, says: string): Expectation {
  return responds(`${other.status}, ${says}`, (response) =>
    response.status === other.status ? undefined : summary(response),
  );
}

/**
 * The part of a body that is the same for the same error: its `error` text, or the whole body. Request ids, times and the
 * request target, which some servers add, are masked.
 */
export function stableBody(response: WireResponse, target: string): string {
  const error = member(response, 'error');
  const text = typeof error === 'string' ? error : response.body.toString('utf8');
  return normalized(text.replaceAll(target, '#'));
}

/** The same error in the same media type as another response to this request. */
export function sameError(other: WireResponse): Expectation {
  return {
    says: 'the same error and content type',
    judge({ request: { target }, response, failure }) {
      if (!response) return failure?.message ?? 'no response';
      const isSame =
        stableBody(response, target) === stableBody(other, target) && mediaType(response) === mediaType(other);
      return isSame ? undefined : summary(response);
    },
  };
}

function mediaType(response: WireResponse): string | undefined {
  return header(response, 'content-type')?.split(';')[0]?.trim().toLowerCase();
}

/** Statuses sent before the handler runs: by a router, a check of the Host header, a rate limit. */
const BEFORE_OPERATION: readonly number[] = [405, 421, 429];

/**
 * The key was accepted and the handler responded: the status is documented for the operation, or is not a refusal, a
 * redirect, a server error or a status of `BEFORE_OPERATION`.
 */
export function served(operation: Operation): Expectation {
  return responds(`the response of the ${operation.method} ${operation.path} handler`, (response) => {
    const documented = operation.statuses.includes(String(response.status)) && response.status !== 401;
    const before = refused(response.status) || BEFORE_OPERATION.includes(response.status);
    const fine = documented || (!before && response.status < 500 && Math.floor(response.status / 100) !== 3);
    return fine && response.status < 500 ? undefined : summary(response);
  });
}

/** The request passed the key check, whatever its status afterwards. */
export const authenticated: Expectation = responds('any response except a refusal of the key', (response) =>
  refused(response.status) ? summary(response) : undefined,
);

/** A new sandbox. */
export const created: Expectation = responds('2xx with the id of a new sandbox', (response) =>
  evidence(response) ? undefined : summary(response),
);

/** True when the connection closed without a response. */
export function closedEarly({ failure }: Exchange): boolean {
  return failure?.kind === 'closed' || failure?.kind === 'reset';
}

/** In bytes. A longer body does not fit into socket buffers, so a server that does not read it may reset the connection. */
const LARGE_BODY = 65_536;

/**
 * True when the server left the body unread and its refusal was lost: the connection closed without a response, or a
 * gateway in front of the server reports that with a 502, 503 or 504.
 */
export function refusedUnread(exchange: Exchange): boolean {
  const { request, response } = exchange;
  const large = (request.body?.length ?? 0) > LARGE_BODY;
  return closedEarly(exchange) || (large && response !== undefined && [502, 503, 504].includes(response.status));
}

/** No protected handler ran. A missing response is fine. */
export const nothingRan: Expectation = {
  says: 'no protected handler runs',
  judge: ({ response }) => response && evidence(response),
};

/** Not a success, and no output of a protected handler. A missing response is fine. */
export const neverAuthenticates: Expectation = {
  says: 'a refusal (401, or another error for a malformed request)',
  judge: ({ response }) => (response && (response.status < 300 || evidence(response)) ? summary(response) : undefined),
};

/** A success, or one of the other statuses. */
export function healthyOr(...others: readonly number[]): Expectation {
  return responds(['2xx', ...others].join(' or '), (response) =>
    Math.floor(response.status / 100) === 2 || others.includes(response.status) ? undefined : summary(response),
  );
}

export const healthy: Expectation = healthyOr();

/** The body says ok: as text, or as JSON that has it somewhere. */
export const saysOk: Expectation = responds('the body `ok`, or JSON that says so', (response) => {
  const text = response.body.toString('utf8').trim().toLowerCase();
  const value = json(response);
  const inside = typeof value === 'object' && value !== null ? JSON.stringify(value).toLowerCase() : '';
  const fine =
    text === 'ok' ||
    value === 'ok' ||
    /:"(ok|up|pass|healthy|alive|serving)"/.test(inside) ||
    /"(ok|healthy|alive)":true/.test(inside);
  return fine ? undefined : summary(response);
});

/** An error as every page shows it: JSON with an `error` text. */
export const errorShape: Expectation = responds('JSON with an `error` text', (response) =>
  typeof member(response, 'error') === 'string' && /json/i.test(header(response, 'content-type') ?? '')
    ? undefined
    : summary(response),
);

export { evidence };
