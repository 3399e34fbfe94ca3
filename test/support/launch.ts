import { freePort } from '../../src/hosts/ports.ts';
import { processTarget } from '../../src/hosts/process/process.ts';
import { awaitReady } from '../../src/run/readiness.ts';

/** A hostd that a test has started, at a free port of 127.0.0.1. */
export interface Launched extends AsyncDisposable {
  readonly url: string;
}

/** Starts a command as a hostd and waits until it responds, even with 503. Throws with its output if it does not. */
export async function launch(command: readonly string[], env: Readonly<Record<string, string>>): Promise<Launched> {
  const target = processTarget({ command });
  const port = await freePort();
  const address = `127.0.0.1:${port}`;
  const running = await target.start({
    name: 'test',
    env: { PODFLARE_HOSTD_ADDR: address, ...env },
    host: '127.0.0.1',
    port,
  });
  const start = await awaitReady(running, 20_000);
  if (start !== 'ready' && start !== 'warming') {
    await target.close();
    throw new Error(`${command.join(' ')}: ${start}\n${running.output.tail()}`);
  }
  return { url: `http://${address}`, [Symbol.asyncDispose]: () => target.close() };
}
