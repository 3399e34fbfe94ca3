import { breaking, type Fault, malformed } from '../state/faults.ts';
import type { Call } from './call.ts';
import { type Answer, type Awaitable, failure, hasNoBody } from './message.ts';

/** Carries out a call that a fault hits. */
export async function disturb(call: Call, fault: Fault, handle: (call: Call) => Awaitable<Answer>): Promise<Answer> {
  call.fault = fault.does;
  if (fault.delayMs !== undefined) await call.delays.wait(fault.delayMs);
  switch (fault.does) {
    case 'delay':
      return handle(call);
    case 'answer': {
      await call.body().catch(() => undefined);
      const { status, error = textOf(status), retryAfter, headers } = fault;
      const given = { ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }), ...headers };
      return hasNoBody(status) ? { status, headers: given, body: '' } : failure(status, error, given);
    }
    case 'revoke':
      call.verdict = 'invalid';
      return call.behavior.unauthorized('invalid', call);
    case 'malform': {
      const answer = await handle(call);
      return streamed(answer, (lines) => malformed(lines, fault.afterLines ?? 0));
    }
    default: {
      const { does, afterLines } = fault;
      if (afterLines === undefined) return { status: 0, headers: {}, body: '', broken: does };
      const gone = new AbortController();
      const answer = await handle(call);
      const cancel = () => {
        gone.abort();
        answer.cancel?.();
      };
      return { ...streamed(answer, (lines) => breaking(lines, does, afterLines, gone.signal)), cancel };
    }
  }
}

const TEXTS: Readonly<Record<number, string>> = {
  401: 'invalid api key',
  404: 'sandbox not found',
  429: 'too many requests',
  500: 'internal error',
  503: 'no sandbox is available',
};

function textOf(status: number): string {
  return TEXTS[status] ?? `a fault of the mock: ${status}`;
}

/** The answer with other lines; a body that is one text counts as one line. */
function streamed(answer: Answer, change: (lines: AsyncIterable<string>) => AsyncIterable<string>): Answer {
  const { body, headers } = answer;
  if (typeof body !== 'string') return { ...answer, body: change(body) };
  return { ...answer, headers, body: change(once(body)) };
}

async function* once(text: string): AsyncGenerator<string> {
  if (text !== '') yield text;
}
