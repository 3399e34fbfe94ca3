import type { Call } from './call.ts';
import type { Language } from './interpreter/interpreter.ts';
import type { Output } from './interpreter/system.ts';

/** One line of the answer to exec. `ts` is in milliseconds since 1970. */
export interface ExecEvent {
  readonly type: 'stdout' | 'stderr' | 'exit';
  readonly data: string | number;
  readonly seq: number;
  readonly ts: number;
}

/**
 * Waits for the sandbox, runs the code in it and numbers what comes out; the exit event is the last.
 * Throws when the sandbox is destroyed meanwhile or `stop` is aborted: the stream then has no exit event.
 */
export async function* execEvents(
  call: Call,
  id: string,
  language: Language,
  code: string,
  stop: AbortController,
): AsyncGenerator<ExecEvent> {
  const held = await call.behavior.holdForExec(call.sandboxes, id);
  if (!held) throw new Error('the sandbox was destroyed before the code ran');
  const forget = held.machine.onKill(() => stop.abort());
  try {
    const scripted = call.state.script.find(held.machine, language, code, id, stop.signal);
    const run = scripted ?? call.behavior.run(held.machine, language, code, stop.signal);
    let seq = 0;
    for (;;) {
      stop.signal.throwIfAborted();
      const step = await run.next();
      stop.signal.throwIfAborted();
      if (step.done) {
        yield { type: 'exit', data: step.value, seq, ts: Date.now() };
        return;
      }
      const { type, data }: Output = step.value;
      yield { type, data, seq, ts: Date.now() };
      seq += 1;
    }
  } finally {
    forget();
    held.release();
  }
}
