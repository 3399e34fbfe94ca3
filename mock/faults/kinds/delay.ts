import { readDelay } from '../../input/numbers.ts';
import { DELAY_SCHEMA, type FaultKind } from '../kind.ts';

export interface DelayOptions {
  /** Milliseconds, at most an hour. */
  readonly delayMs: number;
}

export const delay: FaultKind<DelayOptions> = {
  doc: 'The response is delayed by `delayMs`.',
  found: 'a fault of the mock: the response was delayed',
  schema: { delayMs: DELAY_SCHEMA },
  read: ({ delayMs }) => ({ delayMs: readDelay(delayMs) }),
  respond: (call) => call.handle(),
};
