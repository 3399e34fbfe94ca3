import { answer, type Expectation } from '../../src/checks/expectation.ts';
import { protectedEffect as evidence } from '../../src/checks/sandboxes.ts';
import { type Operation, unauthorizedText } from '../../src/contract/contract.ts';
import type { Exchange } from '../../src/http/client.ts';
import { header, json, member, type WireResponse } from '../../src/http/response.ts';
import { normalized } from './log-lines.ts';

/** An answer in a few words. */
export function summary(response: WireResponse): string {
  const type = header(response, 'content-type');
  const body = response.body.toString('utf8').trim();
  return `${response.status}${type === undefined ? '' : ` ${type}`} ${body === '' ? '(no body)' : body}`;
}

/** Header section and body as one text, to search in. */
export function textOf({ headers, body }: WireResponse): string {
  return [...headers.flat(), body.toString('latin1')].join('\n');
}

const refused = (status: number) => status === 401 || status === 403 || status === 407;

/** Exactly this status. */
export function status(...allowed: readonly number[]): Expectation {
  return answer(`status ${allowed.join(' or ')}`, (response) =>
    allowed.includes(response.status) ? undefined : summary(response),
  );
}

/** A 401 whose JSON body says which of the two things is wrong. Source: docs.podflare.ai/concepts/auth. */
export function unauthorized(which: 'missing' | 'invalid' | 'either'): Expectation {
  const texts = which === 'either' ? Object.values(unauthorizedText) : [unauthorizedText[which]];
  const says = texts.map((text) => JSON.stringify({ error: text })).join(' or ');
  return answer(`401 with ${says}`, (response) =>
    response.status === 401 && texts.includes(String(member(response, 'error'))) ? undefined : summary(response),
  );
}

/** The same status as that of another answer. */
export function sameStatus(other: WireResponse, says: string): Expectation {
  return answer(`${other.status}, ${says}`, (response) =>
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

/** Statuses of what stands before an operation: a router, a check of the Host header, a rate limit. */
const BEFORE_OPERATION: readonly number[] = [405, 421, 429];

/**
 * The key was accepted: a response that is neither a refusal nor a redirect nor an error of the server, nor of what
 * stands before the operation.
 */
export function served(operation: Operation): Expectation {
  return answer(`an answer of ${operation.method} ${operation.path} itself`, (response) => {
    const documented = operation.statuses.includes(String(response.status)) && response.status !== 401;
    const before = refused(response.status) || BEFORE_OPERATION.includes(response.status);
    const fine = documented || (!before && response.status < 500 && Math.floor(response.status / 100) !== 3);
    return fine && response.status < 500 ? undefined : summary(response);
  });
}

/** The request got past the key check, whatever was then found wrong with it. */
export const authenticated: Expectation = answer('any answer but a refusal of the key', (response) =>
  refused(response.status) ? summary(response) : undefined,
);

/** A new sandbox. */
export const created: Expectation = answer('2xx with the id of a new sandbox', (response) =>
  evidence(response) ? undefined : summary(response),
);

/** True when the connection ended without an answer. */
export function closedEarly({ failure }: Exchange): boolean {
  return failure?.kind === 'closed' || failure?.kind === 'reset';
}

/** Bodies longer than this do not fit into the buffers on the way: a server that does not read them may cut them off. */
const LARGE_BODY = 65_536;

/**
 * True when the body was left unread and the refusal was lost with it: the connection ended without a response, or a
 * gateway in front of the server found that and says so by a status of its own.
 */
export function refusedUnread(exchange: Exchange): boolean {
  const { request, response } = exchange;
  const large = (request.body?.length ?? 0) > LARGE_BODY;
  return closedEarly(exchange) || (large && response !== undefined && [502, 503, 504].includes(response.status));
}

/** Nothing protected ran. No answer at all is fine. */
export const nothingRan: Expectation = {
  says: 'that no protected handler runs',
  judge: ({ response }) => response && evidence(response),
};

/** No success, and nothing protected in the answer. No answer at all is fine. */
export const neverAuthenticates: Expectation = {
  says: 'a refusal (401, or another error for what is malformed)',
  judge: ({ response }) => (response && (response.status < 300 || evidence(response)) ? summary(response) : undefined),
};

/** A success, as the liveness probe must give, or one of the other statuses. */
export function healthyOr(...others: readonly number[]): Expectation {
  return answer(['2xx', ...others].join(' or '), (response) =>
    Math.floor(response.status / 100) === 2 || others.includes(response.status) ? undefined : summary(response),
  );
}

export const healthy: Expectation = healthyOr();

/** The body says ok: as text, or as JSON that has it somewhere. */
export const saysOk: Expectation = answer('the body `ok`, or JSON that says so', (response) => {
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
export const errorShape: Expectation = answer('JSON with an `error` text', (response) =>
  typeof member(response, 'error') === 'string' && /json/i.test(header(response, 'content-type') ?? '')
    ? undefined
    : summary(response),
);

export { evidence };
