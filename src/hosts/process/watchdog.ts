import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Reads lines such as `+ PGID` and `- PGID`, which add a process group to a list or remove it. Its input ends with its
 * parent, however that ends. Then it kills every process group in the list.
 */
const SCRIPT = `
set --
while read -r op id; do
  case $op in
    +) set -- "$@" "$id" ;;
    -) n=$#; while [ "$n" -gt 0 ]; do [ "$1" = "$id" ] || set -- "$@" "$1"; shift; n=$((n - 1)); done ;;
  esac
done
for id in "$@"; do kill -s KILL -- "-$id" 2>/dev/null; done
`;

/** A shell that kills the suite's process groups if the suite itself is killed. */
export class Watchdog {
  #shell: ChildProcess | undefined;

  add(group: number): void {
    this.#tell(`+ ${group}\n`);
  }

  remove(group: number): void {
    this.#tell(`- ${group}\n`);
  }

  close(): void {
    this.#shell?.stdin?.end();
    this.#shell = undefined;
  }

  #tell(line: string): void {
    this.#shell ??= start();
    this.#shell.stdin?.write(line);
  }
}

function start(): ChildProcess {
  const shell = spawn('/bin/sh', ['-c', SCRIPT], { detached: true, stdio: ['pipe', 'ignore', 'ignore'], env: {} });
  shell.on('error', () => {});
  shell.stdin?.on('error', () => {});
  shell.unref();
  return shell;
}
