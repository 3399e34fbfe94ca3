import { Field } from '../control/field.ts';
import { readFault } from '../control/read.ts';
import { type Breakage, BrokenConnection } from '../core/message.ts';

/** Which calls a fault hits. Calls that the gate refuses do not count. */
export interface FaultScope {
  /** The contract's operationId, or several; every operation when absent. */
  readonly operation?: string | readonly string[] | undefined;
  /** How many calls of these operations it lets through first; default 0. */
  readonly after?: number | undefined;
  /** How many calls it hits then; default 1. */
  readonly times?: number | 'always' | undefined;
}

/** What a fault does. */
export type FaultEffect =
  /** The call is answered late. */
  | { readonly does: 'delay'; readonly delayMs: number }
  /** The call is not carried out, and answered with this status and `{"error": ...}`. */
  | {
      readonly does: 'answer';
      /** 200 to 599. Responses of status 204, 205 and 304 have no body. */
      readonly status: number;
      /** The message of the body; not with a status that has no body. */
      readonly error?: string | undefined;
      /** The Retry-After header: seconds, or an HTTP date. */
      readonly retryAfter?: number | string | undefined;
      /** More headers by name, as HTTP can carry them; not those that frame the response, such as Content-Length. */
      readonly headers?: Readonly<Record<string, string>> | undefined;
      readonly delayMs?: number | undefined;
    }
  /** The call is refused as if its key were revoked: 401 with `invalid api key`. */
  | { readonly does: 'revoke'; readonly delayMs?: number | undefined }
  /**
   * The connection fails: before anything is answered, and the call is not carried out; or, with `afterLines`, behind
   * so many lines of the answer. 0 is behind the head. An answer that is no stream has one line.
   */
  | { readonly does: Breakage; readonly afterLines?: number | undefined; readonly delayMs?: number | undefined }
  /** A line that is no JSON stands behind so many lines of the answer; default 0. */
  | { readonly does: 'malform'; readonly afterLines?: number | undefined; readonly delayMs?: number | undefined };

/** Something that goes wrong, the same way each time. */
export type Fault = FaultScope & FaultEffect;

interface Entry {
  readonly fault: Fault;
  seen: number;
  hit: number;
}

/** What goes wrong. Of several faults that are due at one call, the first that was added hits; the others wait. */
export class Faults {
  readonly #initial: readonly Entry[];
  #added: Entry[] = [];

  /** `initial` faults stay when the faults are reset. Throws Error, which names the place, when one does not fit. */
  constructor(initial: readonly Fault[] = []) {
    this.#initial = initial.map((fault, i) => entryOf(fault, ['faults', i]));
  }

  /** Those that may still hit, in order: those that were added, then the initial ones. */
  get pending(): readonly Fault[] {
    return this.#entries()
      .filter(isPending)
      .map(({ fault }) => fault);
  }

  /** Adds a fault; its counting of calls begins now. Throws Error, which names the place, when it does not fit. */
  add(fault: Fault): void {
    this.#added.push(entryOf(fault, ['fault']));
  }

  /** Takes back what was added, and lets the initial faults begin again. */
  reset(): void {
    this.#added = [];
    for (const entry of this.#initial) entry.seen = entry.hit = 0;
  }

  /** Counts a call of an operation. Gives the fault that hits it. @internal */
  take(operation: string | undefined): Fault | undefined {
    if (this.#added.length === 0 && this.#initial.length === 0) return undefined;
    let found: Entry | undefined;
    for (const entry of this.#entries()) {
      if (!means(entry.fault, operation)) continue;
      entry.seen += 1;
      if (entry.seen > (entry.fault.after ?? 0) && isPending(entry)) found ??= entry;
    }
    if (found) found.hit += 1;
    return found?.fault;
  }

  #entries(): readonly Entry[] {
    return [...this.#added, ...this.#initial];
  }
}

function entryOf(fault: Fault, path: readonly (string | number)[]): Entry {
  return { fault: readFault(new Field(fault, path)), seen: 0, hit: 0 };
}

function isPending({ fault, hit }: Entry): boolean {
  const { times = 1 } = fault;
  return times === 'always' || hit < times;
}

function means({ operation }: Fault, called: string | undefined): boolean {
  if (operation === undefined) return true;
  return typeof operation === 'string' ? operation === called : called !== undefined && operation.includes(called);
}

/** The lines up to where the connection fails. `gone` is aborted when the client does not wait any longer. */
export async function* breaking(
  lines: AsyncIterable<string>,
  how: Breakage,
  afterLines: number,
  gone: AbortSignal,
): AsyncGenerator<string> {
  let sent = 0;
  if (afterLines > 0)
    for await (const line of lines) {
      yield line;
      sent += 1;
      if (sent >= afterLines) break;
    }
  if (how !== 'stall') throw new BrokenConnection(how);
  await aborted(gone);
}

/** The lines with one that is no JSON among them. */
export async function* malformed(lines: AsyncIterable<string>, afterLines: number): AsyncGenerator<string> {
  const broken = '{"type":"stdout","data":\n';
  let sent = 0;
  for await (const line of lines) {
    if (sent === afterLines) yield broken;
    yield line;
    sent += 1;
  }
  if (sent <= afterLines) yield broken;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
