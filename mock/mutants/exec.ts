import type { ExecEvent } from '../core/exec-event.ts';
import { runBash } from '../interpreter/bash.ts';
import { Machine } from '../interpreter/machine.ts';
import { failure } from '../protocol/message.ts';
import { type Defect, mutant } from './mutant.ts';
import { answers, changed, handles } from './tools.ts';

/** The reference with another stream of events. */
function streams(
  name: string,
  defect: string,
  change: (events: AsyncIterable<ExecEvent>) => AsyncIterable<ExecEvent>,
): Defect {
  return mutant(name, defect, (b) => ({ events: (events, call) => change(b.events(events, call)) }));
}

/** The reference with another event in the place of each. */
function events(name: string, defect: string, change: (event: ExecEvent) => readonly ExecEvent[]): Defect {
  return streams(name, defect, async function* (all) {
    for await (const event of all) yield* change(event);
  });
}

/** The reference whose bash starts with some variables of the runs before; `kept` names them for the code of a run. */
function bashKeeps(name: string, defect: string, kept: (code: string) => readonly string[]): Defect {
  return mutant(name, defect, (b) => {
    const environments = new WeakMap<Machine, Map<string, string>>();
    return {
      async *run(machine, language, code, signal) {
        if (language !== 'bash') return yield* b.run(machine, language, code, signal);
        const variables = new Map(environments.get(machine));
        const status = yield* runBash(machine.files, code, signal, variables);
        const left = kept(code).flatMap((name): [string, string][] => {
          const value = variables.get(name);
          return value === undefined ? [] : [[name, value]];
        });
        environments.set(machine, new Map([...(environments.get(machine) ?? []), ...left]));
        return status;
      },
    };
  });
}

/** execSandbox. */
export const execMutants: readonly Defect[] = [
  answers('execSandbox', 'exec-answers-201', 'execSandbox answers 201.', (answer) => ({ ...answer, status: 201 })),
  answers('execSandbox', 'exec-is-json', 'execSandbox calls its stream application/json.', (answer) => ({
    ...answer,
    headers: { 'content-type': 'application/json' },
  })),
  streams('exec-without-exit', 'The stream has no exit event.', async function* (all) {
    for await (const event of all) if (event.type !== 'exit') yield event;
  }),
  events('exec-exits-twice', 'The stream has two exit events.', (event) =>
    event.type === 'exit' ? [event, { ...event, seq: event.seq + 1 }] : [event],
  ),
  streams('exec-exit-first', 'The exit event is the first.', async function* (all) {
    const buffered: ExecEvent[] = [];
    for await (const event of all) buffered.push(event);
    yield* buffered.slice(-1);
    yield* buffered.slice(0, -1);
  }),
  streams('exec-buffered', 'Nothing is sent before the run has ended.', async function* (all) {
    const buffered: ExecEvent[] = [];
    for await (const event of all) buffered.push(event);
    yield* buffered;
  }),
  streams('exec-out-of-order', 'The first two events are exchanged.', async function* (all) {
    const buffered: ExecEvent[] = [];
    for await (const event of all) buffered.push(event);
    const [first, second, ...rest] = buffered;
    for (const event of [second, first, ...rest]) if (event) yield event;
  }),
  events('exec-seq-constant', 'seq is always 0.', (event) => [{ ...event, seq: 0 }]),
  events('exec-seq-per-stream', 'stdout and stderr count seq each for themselves.', (event) => [
    event.type === 'stderr' ? { ...event, seq: 0 } : event,
  ]),
  events('exec-without-ts', 'Events have no ts.', ({ ts: _, ...event }) => [event as ExecEvent]),
  events('exec-ts-is-text', 'ts is an ISO date.', (event) => [
    { ...event, ts: new Date(event.ts).toISOString() as unknown as number },
  ]),
  events('exec-exit-is-text', 'The exit code is a string.', (event) => [
    event.type === 'exit' ? { ...event, data: String(event.data) } : event,
  ]),
  events('exec-exit-always-0', 'The exit code is always 0.', (event) => [
    event.type === 'exit' ? { ...event, data: 0 } : event,
  ]),
  events('exec-merges-streams', 'stderr arrives as stdout.', (event) => [
    event.type === 'stderr' ? { ...event, type: 'stdout' } : event,
  ]),
  events('exec-output-is-latin-1', 'Output is decoded as Latin-1.', (event) => [
    event.type === 'exit' ? event : { ...event, data: Buffer.from(String(event.data)).toString('latin1') },
  ]),
  events('exec-output-escaped-twice', 'Quotes and backslashes of the output are escaped twice.', (event) => [
    event.type === 'exit' ? event : { ...event, data: JSON.stringify(event.data).slice(1, -1) },
  ]),
  events('exec-cuts-long-lines', 'A line of output ends after 64 KiB.', (event) => [
    event.type === 'exit' ? event : { ...event, data: String(event.data).slice(0, 65_536) },
  ]),
  events('exec-drops-blank-lines', 'Blank lines of output are lost.', (event) => (event.data === '' ? [] : [event])),
  streams('exec-joins-lines', 'Output arrives in one event at the end.', async function* (all) {
    let joined: ExecEvent | undefined;
    for await (const event of all) {
      if (event.type !== 'exit') joined = { ...event, data: joined ? `${joined.data}\n${event.data}` : event.data };
      else yield* joined ? [joined, event] : [event];
    }
  }),
  streams('exec-cut-off', 'The connection ends after the first event.', async function* (all) {
    for await (const event of all) {
      yield event;
      throw new Error('cut off');
    }
  }),
  mutant('exec-failure-is-http-error', 'Code that fails makes execSandbox answer 500.', () =>
    changed('execSandbox', (answer, call) =>
      /raise|exit|undefined/.test(call.received?.toString() ?? '') ? failure(500, 'the code failed') : answer,
    ),
  ),
  mutant('exec-language-ignored', 'An unknown language is run as Python.', () => ({
    execBody: (value) => typeof Object(value).code === 'string',
  })),
  mutant('exec-code-optional', 'A request without code is run as if it were empty.', (b) => ({
    execBody: (value) => Object(value).code === undefined || b.execBody(value),
    run: (machine, language, code, signal) => b.run(machine, language, code ?? '', signal),
  })),
  mutant('exec-default-is-bash', 'Without a language the code is run by bash.', () => ({ defaultLanguage: 'bash' })),
  mutant('python-state-lost', 'Each run of Python begins without globals.', (b) => ({
    run: (machine, language, code, signal) => {
      machine.globals.clear();
      return b.run(machine, language, code, signal);
    },
  })),
  mutant('python-state-lost-after-exception', 'An exception takes the globals of Python along.', (b) => ({
    async *run(machine, language, code, signal) {
      const exitCode = yield* b.run(machine, language, code, signal);
      if (exitCode !== 0) machine.globals.clear();
      return exitCode;
    },
  })),
  mutant('bash-state-kept', 'Variables of bash outlive the run.', (b) => {
    const shells = new WeakMap<Machine, Map<string, string>>();
    return {
      run: (machine, language, code, signal) => {
        if (language !== 'bash') return b.run(machine, language, code, signal);
        const variables = shells.get(machine) ?? new Map<string, string>();
        shells.set(machine, variables);
        return runBash(machine.files, code, signal, variables);
      },
    };
  }),
  bashKeeps('bash-exports-kept', 'Exported variables of bash outlive the run.', (code) =>
    Array.from(code.matchAll(/export (\w+)=/g), ([, name = '']) => name),
  ),
  bashKeeps('bash-directory-kept', 'The directory of bash outlives the run.', () => ['PWD']),
  mutant('files-lost', 'Files do not outlive the run.', (b) => ({
    run: (machine, language, code, signal) => {
      machine.files.clear();
      return b.run(machine, language, code, signal);
    },
  })),
  mutant('sandboxes-share-state', 'All sandboxes are one.', (b) => {
    const only = new Machine();
    return { run: (_, language, code, signal) => b.run(only, language, code, signal) };
  }),
  mutant('exec-concurrent', 'Runs in one sandbox do not wait for each other.', () => ({
    holdForExec: async (sandboxes, id) => {
      const machine = sandboxes.find(id);
      return machine && { machine, release() {} };
    },
  })),
  mutant('exec-serial-everywhere', 'Runs in different sandboxes wait for each other.', () => {
    const one = new Machine();
    return {
      holdForExec: async (sandboxes, id) => {
        const release = await one.lock();
        const machine = sandboxes.find(id);
        if (!machine) release();
        return machine && { machine, release };
      },
    };
  }),
  handles(
    'execSandbox',
    'exec-busy-refused',
    'A second run in a sandbox is refused while one is under way.',
    (before) => {
      const busy = new Set<string>();
      return async (call) => {
        const id = call.route.parameters.id ?? '';
        if (busy.has(id)) return failure(409, 'the sandbox is busy');
        const answer = await before(call);
        if (typeof answer.body === 'string') return answer;
        const lines = answer.body;
        busy.add(id);
        async function* released(): AsyncGenerator<string> {
          try {
            yield* lines;
          } finally {
            busy.delete(id);
          }
        }
        return { ...answer, body: released() };
      };
    },
  ),
];
