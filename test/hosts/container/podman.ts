import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Settings with which Podman also runs inside of another container or a small virtual machine: limits that need no
 * CAP_SYS_RESOURCE, and no systemd. crun refuses a mixture of cgroup versions, which runc takes.
 */
const settings = (runtime: string) => `
[containers]
default_ulimits = ["nofile=1024:1024", "nproc=4096:4096"]
[engine]
cgroup_manager = "cgroupfs"
events_logger = "file"
${runtime}
`;

export interface Podman {
  /** Value of DOCKER_HOST. */
  readonly host: string;
  stop(): Promise<void>;
}

/** Starts Podman's API service with its own storage, or returns the reason why this machine cannot. */
export async function startPodman(): Promise<Podman | { readonly skip: string }> {
  if (process.getuid?.() !== 0) return { skip: 'Podman is tested as root' };
  if (!(await answers('podman'))) return { skip: 'podman is not installed' };
  const folder = await mkdtemp(join(tmpdir(), 'conformance-podman-'));
  const file = join(folder, 'containers.conf');
  await writeFile(file, settings((await answers('runc')) ? 'runtime = "runc"' : ''));
  const env = { ...process.env, CONTAINERS_CONF: file };
  const storage = ['--root', join(folder, 'root'), '--runroot', join(folder, 'run')];
  const socket = join(folder, 'podman.sock');
  const service = spawn('podman', [...storage, 'system', 'service', '--time=0', `unix://${socket}`], {
    env,
    stdio: 'ignore',
  });
  const ended = once(service, 'exit');
  const stop = async () => {
    await run('podman', [...storage, 'rm', '--all', '--force'], { env }).catch(() => {});
    service.kill();
    await ended;
    await run('umount', ['--recursive', join(folder, 'root/overlay')]).catch(() => {}); // Only some versions mount it.
    await rm(folder, { recursive: true, force: true });
  };
  for (let looks = 0; looks < 100 && service.exitCode === null; looks += 1) {
    const ping = ['--silent', '--max-time', '2', '--unix-socket', socket, 'http://podman/_ping'];
    if (
      await run('curl', ping).then(
        ({ stdout }) => stdout === 'OK',
        () => false,
      )
    )
      return { host: `unix://${socket}`, stop };
    await delay(200);
  }
  await stop();
  return { skip: 'podman is installed, but its service does not answer' };
}

function answers(program: string): Promise<boolean> {
  return run(program, ['--version']).then(
    () => true,
    () => false,
  );
}
