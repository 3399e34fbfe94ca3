import type { Request } from '../protocol/message.ts';

/**
 * Decisions of the gate. `accepted`: the key is valid; `missing` and `invalid`: refused, with the error text of that
 * name; `exempt`: the path requires no key; `off`: hostd requires no keys.
 */
export const VERDICTS = ['accepted', 'missing', 'invalid', 'exempt', 'off'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** A call as the journal records it. */
export interface RecordedCall {
  readonly request: Pick<Request, 'method' | 'target' | 'rawHeaders' | 'received'>;
  readonly route: {
    readonly operation: { readonly id: string } | undefined;
    readonly parameters: Readonly<Record<string, string>>;
  };
  readonly verdict: Verdict | undefined;
  readonly fault: string | undefined;
}

/** Larger bodies, in bytes, are not kept. */
const JOURNAL_BODY_LIMIT = 65_536;

/** One request and how it was served. The fields are only declared, so that the constructor sets each of them once. */
export class JournalEntry {
  /** Counts from 1 for as long as the journal exists, whatever the cap, and is not reset by `clear`. */
  declare readonly number: number;
  /** Milliseconds since 1970. */
  declare readonly time: number;
  declare readonly method: string;
  /** The request target as sent, with the query. */
  declare readonly target: string;
  /** Alternating names and values, as sent. */
  declare readonly rawHeaders: readonly string[];
  /** The operationId of the contract; undefined when no operation matches. */
  declare readonly operation: string | undefined;
  /** Path parameters, not decoded. */
  declare readonly parameters: Readonly<Record<string, string>>;
  /** 0 when a fault broke the connection before the response. */
  declare readonly status: number;
  /** Undefined when the request was rejected before the gate. */
  declare readonly verdict: Verdict | undefined;
  /** `does` of the fault that hit the call; undefined when none did. */
  declare readonly fault: string | undefined;
  /** The body as text; undefined when it was not read or is larger than 64 KiB. */
  declare readonly body: string | undefined;

  constructor(number: number, { request, route, verdict, fault }: RecordedCall, status: number) {
    this.number = number;
    this.time = Date.now();
    this.method = request.method;
    this.target = request.target;
    this.rawHeaders = request.rawHeaders;
    this.operation = route.operation?.id;
    this.parameters = route.parameters;
    this.status = status;
    this.verdict = verdict;
    this.fault = fault;
    this.body = textOf(request.received);
  }

  /** The headers by lower-case name; the values of a repeated header are joined with `, `. */
  get headers(): Readonly<Record<string, string>> {
    const headers: Record<string, string> = {};
    for (let i = 0; i + 1 < this.rawHeaders.length; i += 2) {
      const name = (this.rawHeaders[i] ?? '').toLowerCase();
      const value = this.rawHeaders[i + 1] ?? '';
      headers[name] = Object.hasOwn(headers, name) ? `${headers[name]}, ${value}` : value;
    }
    return headers;
  }

  /** The body as JSON; undefined when there is none. Throws SyntaxError when it is not JSON. */
  get json(): unknown {
    return this.body ? JSON.parse(this.body) : undefined;
  }
}

function textOf(body: Buffer | undefined): string | undefined {
  return body && body.length <= JOURNAL_BODY_LIMIT ? body.toString() : undefined;
}
