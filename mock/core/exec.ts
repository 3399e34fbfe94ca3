import type { Language } from '../interpreter/interpreter.ts';
import { LimitExceeded } from '../interpreter/limits.ts';
import type { Machine } from '../interpreter/machine.ts';
import { type Output, type Run, stopped } from '../interpreter/system.ts';
import { isTurnOver, nextTurn } from '../interpreter/turns.ts';
import type { Call } from './behavior.ts';
import type { ExecEvent } from './exec-event.ts';

/** Steps that an event costs, in addition to one for each character. */
const STEPS_OF_EVENT = 50;

/**
 * Acquires the lock of the sandbox, runs the code and numbers the events; the last one is the exit event.
 * Throws when the sandbox is destroyed or `stop` is aborted during the run; the stream then has no exit event.
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
    stop.signal.throwIfAborted();
    const run = await runOf(call, held.machine, { id, language, code, signal: stop.signal });
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
      if (isTurnOver(STEPS_OF_EVENT + data.length)) await nextTurn();
    }
  } finally {
    forget();
    held.release();
  }
}

/** The run of a script rule, or else of the interpreter. */
async function runOf(
  call: Call,
  machine: Machine,
  { id, language, code, signal }: { id: string; language: Language; code: string; signal: AbortSignal },
): Promise<Run> {
  const { script } = call.state;
  try {
    const scripted = script.isEmpty ? undefined : await script.find(machine, language, code, id, signal);
    return scripted ?? call.behavior.run(machine, language, code, signal);
  } catch (error) {
    if (error instanceof LimitExceeded) return stopped(error);
    throw error;
  }
}
