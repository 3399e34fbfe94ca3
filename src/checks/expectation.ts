import type { Exchange } from '../http/client.ts';
import type { WireResponse } from '../http/response.ts';

/** What a response should be. */
export interface Expectation {
  /** Completes "expected: ...". */
  readonly says: string;
  /** Resolves to undefined if the exchange meets the expectation, otherwise to what was found instead. */
  judge(exchange: Exchange): string | undefined;
}

/** An expectation of a complete response. A missing response never meets it. */
export function responds(says: string, judge: (response: WireResponse) => string | undefined): Expectation {
  return {
    says,
    judge: ({ response, failure }) => (response ? judge(response) : `no response: ${failure?.message ?? 'none'}`),
  };
}

/** Met if all of them are met. Reports the first one that is not. */
export function all(...expectations: readonly Expectation[]): Expectation {
  return {
    says: expectations.map(({ says }) => says).join(', '),
    judge(exchange) {
      for (const expectation of expectations) {
        const found = expectation.judge(exchange);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}
