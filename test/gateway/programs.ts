import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { canConnect, freePort } from '../../src/hosts/ports.ts';
import type { Front } from './support.ts';

/** One change of a configuration: the line that has this text in it becomes these. */
export type Change = readonly [line: string, becomes: string];

/** A gateway in its own process, with the configuration of the documentation. */
export interface Program {
  readonly name: string;
  readonly file: string;
  /** How it is started in the foreground. */
  readonly args: (file: string, folder: string) => readonly string[];
  /** Where the tests let it write. */
  readonly writes?: Change;
}

export const nginx: Program = {
  name: 'nginx',
  file: fileURLToPath(new URL('configs/nginx.conf', import.meta.url)),
  args: (file, folder) => ['-c', file, '-p', folder, '-e', 'stderr'],
  writes: [
    'access_log off;',
    `access_log off;\n${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${name};`).join('\n')}`,
  ],
};

export const haproxy: Program = {
  name: 'haproxy',
  file: fileURLToPath(new URL('configs/haproxy.cfg', import.meta.url)),
  args: (file) => ['-db', '-f', file],
};

/** Directories of Debian for system programs. */
const PATH = `${process.env.PATH ?? ''}:/usr/sbin:/usr/local/sbin`;

/** True if the program is installed. */
export async function isInstalled({ name }: Program): Promise<boolean> {
  const child = spawn(name, ['-v'], { env: { ...process.env, PATH }, stdio: 'ignore' });
  return await new Promise((resolve) => child.once('error', () => resolve(false)).once('exit', () => resolve(true)));
}

/** The configuration with its ports and changes. Throws when a change fits no line, or more than one. */
async function configuration(program: Program, ports: readonly Change[], changes: readonly Change[]): Promise<string> {
  let text = await readFile(program.file, 'utf8');
  for (const [part, becomes] of [...changes, ...(program.writes ? [program.writes] : [])]) {
    const lines = text.split('\n').filter((line) => line.includes(part));
    const [line] = lines;
    if (line === undefined || lines.length > 1)
      throw new Error(`${lines.length} lines of ${program.file} have "${part}"`);
    text = text.replace(line, () => becomes);
  }
  for (const [address, real] of ports) text = text.replaceAll(address, real);
  return text;
}

/** Starts the program in front of a port, in its own folder. */
export function front(program: Program, changes: readonly Change[] = []): Front {
  return async (port) => {
    const own = await freePort();
    const folder = await mkdtemp(join(tmpdir(), 'gateway-'));
    // Its workers may be another user's.
    await chmod(folder, 0o777);
    const file = join(folder, 'gateway.conf');
    const ports: Change[] = [
      ['127.0.0.1:8080', `127.0.0.1:${own}`],
      ['127.0.0.1:7071', `127.0.0.1:${port}`],
    ];
    await writeFile(file, await configuration(program, ports, changes));
    const child = spawn(program.name, [...program.args(file, folder)], {
      env: { ...process.env, PATH },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = once(child, 'exit');
    await listening(child, own, program);
    return {
      url: `http://127.0.0.1:${own}`,
      async [Symbol.asyncDispose]() {
        child.kill('SIGTERM');
        await ended;
        await rm(folder, { recursive: true, force: true });
      },
    };
  };
}

/** Waits until the program listens. Throws with its output if it exits before that. */
async function listening(child: ChildProcess, port: number, { name }: Program): Promise<void> {
  let printed = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  while (!(await canConnect('127.0.0.1', port))) {
    if (child.exitCode !== null) throw new Error(`${name} ended: ${printed}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
