import type { Language } from '../interpreter/interpreter.ts';
import { LimitExceeded } from '../interpreter/limits.ts';
import { type Output, type Run, stopped } from '../interpreter/system.ts';
import { isTurnOver, nextTurn } from '../interpreter/turns.ts';
import type { Machine } from '../state/sandboxes.ts';
import type { Call } from './call.ts';

/** One line of the answer to exec. `ts` is in milliseconds since 1970. */
export interface ExecEvent {
  readonly type: 'stdout' | 'stderr' | 'exit';
  readonly data: string | number;
  readonly seq: number;
  readonly ts: number;
}

/** What an event costs in steps, besides one for each character. */
const STEPS_OF_EVENT = 50;

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

/** The scripted run, or else the interpreter's. */
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

/** Characters that are written as JSON in one turn of the event loop. */
const AT_ONCE = 262_144;

/** An event as JSON. A long line of output is written piece by piece, with turns of the event loop in between. */
export function lineOf(event: ExecEvent): string | Promise<string> {
  const { data } = event;
  return typeof data === 'string' && data.length > AT_ONCE ? longLineOf(event, data) : JSON.stringify(event);
}

async function longLineOf(event: ExecEvent, data: string): Promise<string> {
  const pieces: string[] = [];
  for (let i = 0; i < data.length; i += AT_ONCE) {
    pieces.push(JSON.stringify(data.slice(i, i + AT_ONCE)).slice(1, -1));
    await nextTurn();
  }
  const [before = '', after = ''] = JSON.stringify({ ...event, data: '' }).split('"data":""');
  return `${before}"data":"${pieces.join('')}"${after}`;
}
