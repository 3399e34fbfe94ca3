import { readCount } from '../input/numbers.ts';
import { type Breakage, BrokenConnection } from '../protocol/message.ts';
import type { FaultKind } from './kind.ts';
import { withLines } from './stream.ts';

export interface BreakageOptions {
  /**
   * Lines of the response to send first; 0 is right after the head. A response that is not a stream has one line.
   * Default: the connection breaks before the response, and the operation does not run.
   */
  readonly afterLines?: number | undefined;
}

/** The kind of fault that breaks the connection in one way. */
export function breakage(how: Breakage, done: string): FaultKind<BreakageOptions> {
  return {
    doc: `The connection is ${done}: before the response, or after \`afterLines\` lines of it.`,
    found: `a fault of the mock: the connection was ${done}`,
    schema: { afterLines: { type: 'integer', minimum: 0, description: 'Lines of the response to send first.' } },
    read: ({ afterLines }) => ({ afterLines: afterLines.maybe(readCount) }),
    async respond(call, { afterLines }) {
      if (afterLines === undefined) return { status: 0, headers: {}, body: '', broken: how };
      const gone = new AbortController();
      const response = await call.handle();
      const cancel = (): void => {
        gone.abort();
        response.cancel?.();
      };
      return { ...withLines(response, (lines) => breakAfter(lines, how, afterLines, gone.signal)), cancel };
    },
  };
}

/** The lines before the connection breaks. `gone` is aborted when the client disconnects. */
async function* breakAfter(
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

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
