import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Reads `+ PGID` and `- PGID` lines; at the end of its input, which comes however its parent ends, it kills every
 * process group that is still in its list.
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

/** A small shell beside the suite that ends its process groups should the suite be killed outright. */
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
