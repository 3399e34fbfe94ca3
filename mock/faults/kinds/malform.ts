import { readCount } from '../../input/numbers.ts';
import type { FaultKind } from '../kind.ts';
import { withLines } from '../stream.ts';

export interface MalformOptions {
  /** Lines of the response before the malformed one; default 0. */
  readonly afterLines?: number | undefined;
}

export const malform: FaultKind<MalformOptions> = {
  doc: 'A line that is not JSON follows `afterLines` lines of the response.',
  found: 'a fault of the mock: it sent a line that is not JSON',
  schema: { afterLines: { type: 'integer', minimum: 0, description: 'Lines of the response to send first.' } },
  read: ({ afterLines }) => ({ afterLines: afterLines.maybe(readCount) }),
  respond: async (call, { afterLines = 0 }) => withLines(await call.handle(), (lines) => malformed(lines, afterLines)),
};

/** The lines, with a malformed one inserted. */
async function* malformed(lines: AsyncIterable<string>, afterLines: number): AsyncGenerator<string> {
  const broken = '{"type":"stdout","data":\n';
  let sent = 0;
  for await (const line of lines) {
    if (sent === afterLines) yield broken;
    yield line;
    sent += 1;
  }
  if (sent <= afterLines) yield broken;
}
