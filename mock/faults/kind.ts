import type { Field } from '../input/field.ts';
import { LONGEST_MS } from '../input/numbers.ts';
import type { Awaitable, Response } from '../protocol/message.ts';

/** The JSON schema of `delayMs`, which every fault has. */
export const DELAY_SCHEMA = {
  type: 'integer',
  minimum: 0,
  maximum: LONGEST_MS,
  description: 'Milliseconds to wait first.',
};

/** A call that a fault hits. */
export interface FaultedCall {
  /** Reads and drops the body. Never rejects. */
  drain(): Promise<void>;
  /** Runs the operation. */
  handle(): Awaitable<Response>;
  /** Refuses the call as if its key were revoked. */
  refuse(): Awaitable<Response>;
}

/**
 * One kind of fault: everything about it in one file, except for the members that all faults share (`operation`,
 * `after`, `times` and `delayMs`).
 */
export interface FaultKind<Options extends object> {
  /** What happens, in Markdown, for the table in docs/mock.md. */
  readonly doc: string;
  /** What the inspector says about a call that the fault hit. */
  readonly found: string;
  /** The JSON schema of each option. */
  readonly schema: { readonly [Name in keyof Options]-?: object };
  /** Reads the options. Throws BadInput when one is invalid. */
  read(fields: { readonly [Name in keyof Options]-?: Field }): Options;
  /** Serves the call, after `delayMs`. */
  respond(call: FaultedCall, options: Options): Awaitable<Response>;
}
