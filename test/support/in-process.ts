import { type Hostd, startHostd } from '../../mock/adapters/hostd.ts';
import { findMutant } from '../../mock/mutants.ts';
import type { Exit } from '../../src/checks/launch.ts';
import type { Launch, Running, Target } from '../../src/hosts/host.ts';
import { Output } from '../../src/hosts/output.ts';
import { listeningAddresses } from '../../src/hosts/sockets.ts';

/** The reference mock as a target. Its servers run in this process, so launches are cheap. */
export function inProcessTarget(mutant?: string): Target {
  const defect = mutant === undefined ? undefined : findMutant(mutant);
  if (mutant !== undefined && !defect) throw new Error(`there is no mutant "${mutant}"`);
  const running = new Set<InProcess>();
  return {
    kind: 'in-process',
    label: mutant === undefined ? 'the mock' : `the mock with ${mutant}`,
    launchable: true,
    async start(launch) {
      const output = new Output();
      const hostd = await startHostd({
        env: launch.env,
        stdout: (text) => output.append('stdout', text),
        stderr: (text) => output.append('stderr', text),
        mutant: defect,
      });
      const instance = new InProcess(hostd, launch, output);
      running.add(instance);
      void instance.exited.then(() => running.delete(instance));
      return instance;
    },
    async close() {
      await Promise.all([...running].map((instance) => instance.stop(0)));
    },
  };
}

class InProcess implements Running {
  readonly endpoint: Running['endpoint'];
  readonly authority: string;
  readonly output: Output;
  readonly exited: Promise<Exit>;
  exit: Exit | undefined;
  readonly #hostd: Hostd;

  constructor(hostd: Hostd, launch: Launch, output: Output) {
    this.#hostd = hostd;
    this.output = output;
    this.endpoint = { host: launch.host, port: launch.port };
    this.authority = `${launch.host.includes(':') ? `[${launch.host}]` : launch.host}:${launch.port}`;
    this.exited = hostd.exited.then((code) => {
      this.exit = { code, signal: null };
      return this.exit;
    });
  }

  async stop(graceMs: number): Promise<boolean> {
    let forced = false;
    const timer = setTimeout(() => {
      forced = true;
      this.#hostd.kill();
    }, graceMs);
    this.#hostd.terminate();
    await this.exited;
    clearTimeout(timer);
    return !forced;
  }

  listening(): Promise<readonly string[] | undefined> {
    return listeningAddresses(this.endpoint.port);
  }
}
