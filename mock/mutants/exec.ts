import type { ExecEvent } from '../core/exec-event.ts';
import { runBash } from '../interpreter/bash.ts';
import { Machine } from '../interpreter/machine.ts';
import { failure } from '../protocol/message.ts';
import { type Defect, mutant } from './mutant.ts';
import { changed, handles, responds } from './tools.ts';

/** A mutant that changes the stream of events. */
function streams(
  name: string,
  defect: string,
  change: (events: AsyncIterable<ExecEvent>) => AsyncIterable<ExecEvent>,
): Defect {
  return mutant(name, defect, (b) => ({ events: (events, call) => change(b.events(events, call)) }));
}

/** A mutant that replaces each event. */
function events(name: string, defect: string, change: (event: ExecEvent) => readonly ExecEvent[]): Defect {
  return streams(name, defect, async function* (all) {
    for await (const event of all) yield* change(event);
  });
}

/** A mutant whose bash keeps some variables between runs. `kept` returns their names for the code of a run. */
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

/** Mutants of execSandbox. */
export const execMutants: readonly Defect[] = [
  responds('execSandbox', 'exec-answers-201', 'execSandbox responds with 201.', (response) => ({
    ...response,
    status: 201,
  })),
  responds('execSandbox', 'exec-is-json', 'execSandbox sends its stream as application/json.', (response) => ({
    ...response,
    headers: { 'content-type': 'application/json' },
  })),
  streams('exec-without-exit', 'The stream has no exit event.', async function* (all) {
    for await (const event of all) if (event.type !== 'exit') yield event;
  }),
  events('exec-exits-twice', 'The stream has two exit events.', (event) =>
    event.type === 'exit' ? [event, { ...event, seq: event.seq + 1 }] : [event],
  ),
  streams('exec-exit-first', 'The exit event comes first.', async function* (all) {
    const buffered: ExecEvent[] = [];
    for await (const event of all) buffered.push(event);
    yield* buffered.slice(-1);
    yield* buffered.slice(0, -1);
  }),
  streams('exec-buffered', 'Output is sent only after the run has ended.', async function* (all) {
    const buffered: ExecEvent[] = [];
    for await (const event of all) buffered.push(event);
    yield* buffered;
  }),
  streams('exec-out-of-order', 'The first two events are swapped.', async function* (all) {
    const buffered: ExecEvent[] = [];
    for await (const event of all) buffered.push(event);
    const [first, second, ...rest] = buffered;
    for (const event of [second, first, ...rest]) if (event) yield event;
  }),
  events('exec-seq-constant', 'seq is always 0.', (event) => [{ ...event, seq: 0 }]),
  events('exec-seq-per-stream', 'stdout and stderr number their events separately.', (event) => [
    event.type === 'stderr' ? { ...event, seq: 0 } : event,
  ]),
  events('exec-without-ts', 'Events have no ts.', ({ ts: _, ...event }) => [event as ExecEvent]),
  events('exec-ts-is-text', 'ts is an ISO 8601 string.', (event) => [
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
  events('exec-output-escaped-twice', 'Quotes and backslashes in the output are escaped twice.', (event) => [
    event.type === 'exit' ? event : { ...event, data: JSON.stringify(event.data).slice(1, -1) },
  ]),
  events('exec-cuts-long-lines', 'Lines of output are truncated at 64 KiB.', (event) => [
    event.type === 'exit' ? event : { ...event, data: String(event.data).slice(0, 65_536) },
  ]),
  events('exec-drops-blank-lines', 'Empty lines of output are dropped.', (event) => (event.data === '' ? [] : [event])),
  streams('exec-joins-lines', 'All output is sent in one event at the end.', async function* (all) {
    let joined: ExecEvent | undefined;
    for await (const event of all) {
      if (event.type !== 'exit') joined = { ...event, data: joined ? `${joined.data}\n${event.data}` : event.data };
      else yield* joined ? [joined, event] : [event];
    }
  }),
  streams('exec-cut-off', 'The connection is closed after the first event.', async function* (all) {
    for await (const event of all) {
      yield event;
      throw new Error('cut off');
    }
  }),
  mutant('exec-failure-is-http-error', 'execSandbox responds with 500 when the code fails.', () =>
    changed('execSandbox', (response, call) =>
      /raise|exit|undefined/.test(call.received?.toString() ?? '') ? failure(500, 'the code failed') : response,
    ),
  ),
  mutant('exec-language-ignored', 'Code in an unknown language is run as Python.', () => ({
    execBody: (value) => typeof Object(value).code === 'string',
  })),
  mutant('exec-code-optional', 'A request without code is run as empty code.', (b) => ({
    execBody: (value) => Object(value).code === undefined || b.execBody(value),
    run: (machine, language, code, signal) => b.run(machine, language, code ?? '', signal),
  })),
  mutant('exec-default-is-bash', 'Code without a language is run by bash.', () => ({ defaultLanguage: 'bash' })),
  mutant('python-state-lost', 'Python globals are lost between runs.', (b) => ({
    run: (machine, language, code, signal) => {
      machine.globals.clear();
      return b.run(machine, language, code, signal);
    },
  })),
  mutant('python-state-lost-after-exception', 'Python globals are lost after an exception.', (b) => ({
    async *run(machine, language, code, signal) {
      const exitCode = yield* b.run(machine, language, code, signal);
      if (exitCode !== 0) machine.globals.clear();
      return exitCode;
    },
  })),
  mutant('bash-state-kept', 'Bash variables persist between runs.', (b) => {
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
  bashKeeps('bash-exports-kept', 'Exported bash variables persist between runs.', (code) =>
    Array.from(code.matchAll(/export (\w+)=/g), ([, name = '']) => name),
  ),
  bashKeeps('bash-directory-kept', 'The working directory of bash persists between runs.', () => ['PWD']),
  mutant('files-lost', 'Files are lost between runs.', (b) => ({
    run: (machine, language, code, signal) => {
      machine.files.clear();
      return b.run(machine, language, code, signal);
    },
  })),
  mutant('sandboxes-share-state', 'All sandboxes share one state.', (b) => {
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
    'A run in a sandbox is refused while another is in progress.',
    (before) => {
      const busy = new Set<string>();
      return async (call) => {
        const id = call.route.parameters.id ?? '';
        if (busy.has(id)) return failure(409, 'the sandbox is busy');
        const response = await before(call);
        if (typeof response.body === 'string') return response;
        const lines = response.body;
        busy.add(id);
        async function* released(): AsyncGenerator<string> {
          try {
            yield* lines;
          } finally {
            busy.delete(id);
          }
        }
        return { ...response, body: released() };
      };
    },
  ),
];
