import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import type { Readable, Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { TargetError } from '../../base/errors.ts';
import { resourceError } from '../../base/resources.ts';
import type { Exit } from '../../checks/launch.ts';
import { HOSTD_VARIABLES, type Launch, type Running, type Target } from '../host.ts';
import { Lingering } from '../lingering.ts';
import { kill, killMarked, killMarkedNow } from '../marked.ts';
import { Output } from '../output.ts';
import { listeningAddresses } from '../sockets.ts';
import { type OutputPipes, outputPipes } from './pipes.ts';
import { Watchdog } from './watchdog.ts';

export interface ProcessOptions {
  /** Program and arguments. No shell is involved. */
  readonly command: readonly string[];
  /** Variables besides the PODFLARE_ ones. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Name of the target in reports; default: the command, joined by spaces. */
  readonly label?: string;
  /** Receives output as it is printed. */
  readonly onOutput?: (stream: 'stdout' | 'stderr', text: string) => void;
  /** True for a writable stdin; default: an empty one. */
  readonly input?: boolean;
}

/** A target whose servers are processes on this machine. */
export interface ProcessTarget extends Target {
  start(launch: Launch): Promise<RunningProcess>;
}

/** A process that was launched. */
export interface RunningProcess extends Running {
  /** Null for an empty stdin. */
  readonly stdin: Writable | null;
  /** As `stop` of Running, with a signal of your choice; default SIGTERM. */
  stop(graceMs: number, signal?: NodeJS.Signals): Promise<boolean>;
}

/** A variable in the environment of every launched process, by which a process that left its group can be found. */
const MARK = 'PODFLARE_CONFORMANCE_LAUNCH';

/** Launched processes that are still running. */
const launched = new Set<HostProcess>();

/** Kills every launched process that is still running, without waiting. */
export function killLaunched(): void {
  for (const each of launched) each.kill();
}

/** A hostd that runs as a process. Each launch has its own process group. */
export function processTarget(options: ProcessOptions): ProcessTarget {
  const run = randomUUID();
  const running = new Set<HostProcess>();
  const lingering = new Lingering();
  const watchdog = new Watchdog();
  let [over, marked] = [false, false];
  const onExit = () => {
    for (const each of running) each.kill();
    if (marked) killMarkedNow(`${MARK}=${run}`);
  };
  process.on('exit', onExit);
  const label = options.label ?? options.command.join(' ');
  return {
    kind: 'process',
    label,
    launchable: true,
    async start(launch) {
      const pipes = await outputPipes().catch((error: NodeJS.ErrnoException) => {
        const lack = resourceError(error, `cannot start "${options.command[0]}"`);
        if (lack) throw lack;
        return undefined;
      });
      if (over) {
        pipes?.close();
        throw new TargetError('the run is over');
      }
      marked = true;
      const instance = await HostProcess.spawn(options, launch, run, watchdog, pipes);
      instance.onEnd = async () => await lingering.look(launch.port);
      running.add(instance);
      launched.add(instance);
      void instance.exited.then(() => {
        running.delete(instance);
        launched.delete(instance);
      });
      return instance;
    },
    async close(graceMs = 0) {
      over = true;
      await Promise.all([...running].map((instance) => instance.stop(graceMs)));
      if (marked) await killMarked(`${MARK}=${run}`);
      await lingering.lookAgain();
      watchdog.close();
      process.off('exit', onExit);
    },
    left: () => lingering.lines,
  };
}

class HostProcess implements RunningProcess {
  readonly stdin: Writable | null;
  readonly endpoint: Running['endpoint'];
  readonly authority: string;
  readonly output = new Output();
  readonly exited: Promise<Exit>;
  exit: Exit | undefined;
  /** Called once, after the process was stopped. */
  onEnd: (() => Promise<void>) | undefined;
  readonly #group: number;
  readonly #asked = new Set<NodeJS.Signals>();
  #end: Promise<void> | undefined;

  private constructor(
    child: ChildProcess,
    output: Readonly<Record<'stdout' | 'stderr', Readable>>,
    group: number,
    launch: Launch,
    watchdog: Watchdog,
    { onOutput }: ProcessOptions,
  ) {
    this.#group = group;
    this.stdin = child.stdin;
    this.endpoint = { host: launch.host, port: launch.port };
    this.authority = `${launch.host.includes(':') ? `[${launch.host}]` : launch.host}:${launch.port}`;
    const closed = (['stdout', 'stderr'] as const).map((stream) => {
      const decoder = new StringDecoder('utf8');
      output[stream].on('data', (chunk: Buffer) => {
        const text = decoder.write(chunk);
        this.output.append(stream, text);
        onOutput?.(stream, text);
      });
      // A pipe that fails is closed, and what it received is kept.
      output[stream].on('error', () => {});
      return new Promise((resolve) => output[stream].once('close', resolve));
    });
    watchdog.add(group);
    this.exited = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        this.kill();
        const end = () => {
          watchdog.remove(group);
          this.exit = { code, signal };
          this.output.end();
          resolve(this.exit);
        };
        // A grandchild outside the group may keep the pipes open. Do not wait for its output.
        const late = setTimeout(() => {
          output.stdout.destroy();
          output.stderr.destroy();
        }, 500);
        void Promise.all(closed).then(() => {
          clearTimeout(late);
          end();
        });
      });
    });
  }

  /**
   * Starts the command.
   * @throws TargetError when the program does not exist or is not executable
   * @throws ResourceError when this machine runs out of something
   */
  static async spawn(
    options: ProcessOptions,
    launch: Launch,
    run: string,
    watchdog: Watchdog,
    pipes: OutputPipes | undefined,
  ): Promise<HostProcess> {
    const [program = '', ...args] = options.command;
    const env: NodeJS.ProcessEnv = { ...process.env, ...options.env, [MARK]: run };
    for (const name of HOSTD_VARIABLES) delete env[name];
    for (const [name, value] of Object.entries(launch.env)) if (value !== undefined) env[name] = value;
    const stdin = options.input ? 'pipe' : 'ignore';
    const [out, err] = pipes?.writers ?? (['pipe', 'pipe'] as const);
    try {
      const child = spawn(program, args, { env, cwd: options.cwd, detached: true, stdio: [stdin, out, err] });
      pipes?.release();
      const { pid } = child;
      if (pid === undefined) throw (await once(child, 'error'))[0];
      const output = pipes ?? (child as ChildProcessByStdio<Writable | null, Readable, Readable>);
      return new HostProcess(child, output, pid, launch, watchdog, options);
    } catch (error) {
      pipes?.close();
      throw await notStarted(error as NodeJS.ErrnoException, options);
    }
  }

  /** Kills the rest of the process group. */
  kill(): void {
    kill(-this.#group);
  }

  async stop(graceMs: number, signal: NodeJS.Signals = 'SIGTERM'): Promise<boolean> {
    if (this.exit) {
      await this.#ended();
      return true;
    }
    let forced = false;
    const timer = setTimeout(() => {
      forced = true;
      this.kill();
    }, graceMs);
    // Many programs abort their shutdown when they receive the same signal again.
    if (!this.#asked.has(signal)) signalGroup(this.#group, signal);
    this.#asked.add(signal);
    await this.exited;
    clearTimeout(timer);
    await this.#ended();
    return !forced;
  }

  #ended(): Promise<void> {
    this.#end ??= this.onEnd?.() ?? Promise.resolve();
    return this.#end;
  }

  listening(): Promise<readonly string[] | undefined> {
    return listeningAddresses(this.endpoint.port);
  }
}

async function notStarted(error: NodeJS.ErrnoException, { command, cwd }: ProcessOptions): Promise<TargetError> {
  const [program] = command;
  const lack = resourceError(error, `cannot start "${program}"`);
  if (lack) return lack;
  const { code, message } = error;
  if (cwd !== undefined && !(await isDirectory(cwd)))
    return new TargetError(`cannot start "${program}": there is no directory "${cwd}"`);
  const where = cwd === undefined ? '' : ` (in ${cwd})`;
  const why = { ENOENT: 'no such program', EACCES: 'it is not executable' }[code ?? ''] ?? message;
  return new TargetError(`cannot start "${program}"${where}: ${why}`);
}

async function isDirectory(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}

function signalGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch {
    // The group has just ended.
  }
}
