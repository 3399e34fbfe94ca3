import type { Exchange } from '../http/client.ts';
import type { WireResponse } from '../http/response.ts';

/** What an answer should be. */
export interface Expectation {
  /** Completes "expected: ...". */
  readonly says: string;
  /** Undefined when it is met, else what was found instead. */
  judge(exchange: Exchange): string | undefined;
}

/** An expectation of a complete answer: none at all never meets it. */
export function answer(says: string, judge: (response: WireResponse) => string | undefined): Expectation {
  return {
    says,
    judge: ({ response, failure }) => (response ? judge(response) : `no answer: ${failure?.message ?? 'none'}`),
  };
}

/** Met when all are met; the first that is not speaks. */
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
