import { headerValue, readHeaders } from '../../input/headers.ts';
import { readCount } from '../../input/numbers.ts';
import { failure, hasNoBody } from '../../protocol/message.ts';
import type { FaultKind } from '../kind.ts';

export interface AnswerOptions {
  /** 200 to 599. Responses of status 204, 205 and 304 have no body. */
  readonly status: number;
  /** The message of the body `{"error": ...}`; not with a status that has no body. */
  readonly error?: string | undefined;
  /** The Retry-After header: seconds, or an HTTP date. */
  readonly retryAfter?: number | string | undefined;
  /** More headers by name. Headers that frame the response, such as Content-Length, are not allowed. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export const answer: FaultKind<AnswerOptions> = {
  doc: '`status` is sent, with `error`, `retryAfter` and `headers` if set. The operation does not run.',
  found: 'a fault of the mock: it responded instead of the operation',
  schema: {
    status: { type: 'integer', minimum: 200, maximum: 599 },
    error: { type: 'string' },
    retryAfter: {
      oneOf: [{ type: 'integer', minimum: 0 }, { type: 'string' }],
      description: 'Seconds, or an HTTP date.',
    },
    headers: { type: 'object', additionalProperties: { type: 'string' } },
  },
  read({ status, error, retryAfter, headers }) {
    const code = status.whole(200, 599);
    if (error.value !== undefined && hasNoBody(code)) error.fail(`not allowed, because a ${code} response has no body`);
    return {
      status: code,
      error: error.maybe((field) => field.text()),
      retryAfter: retryAfter.maybe((field) =>
        typeof field.value === 'string' ? headerValue(field) : readCount(field),
      ),
      headers: headers.maybe(readHeaders),
    };
  },
  async respond(call, { status, error = DEFAULT_ERRORS[status] ?? `a fault of the mock: ${status}`, ...options }) {
    await call.drain();
    const { retryAfter } = options;
    const headers = { ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }), ...options.headers };
    return hasNoBody(status) ? { status, headers, body: '' } : failure(status, error, headers);
  },
};

const DEFAULT_ERRORS: Readonly<Record<number, string>> = {
  401: 'invalid api key',
  404: 'sandbox not found',
  429: 'too many requests',
  500: 'internal error',
  503: 'no sandbox is available',
};
