import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { listen } from '../../../mock/adapters/hostd.ts';
import { runHostd } from '../../../mock/adapters/process.ts';
import { controlOf } from '../../../mock/control/control.ts';
import { type Address, formatAddress, isLoopback, parseAddress } from '../../../mock/core/config.ts';
import type { Defect } from '../../../mock/core/defect.ts';
import type { Reference } from '../../../mock/core/reference.ts';
import { readScriptFile } from '../../../mock/state/script-file.ts';
import { UsageError } from '../../base/errors.ts';
import { suggestion } from '../../base/nearest.ts';
import { version } from '../../base/version.ts';
import { contractVersion } from '../../contract/contract.ts';
import type { Arguments } from '../arguments.ts';
import { print, say } from '../output/output.ts';

/** Serves the reference hostd until it is stopped. Resolves with its exit code. */
export async function serveMock(given: Arguments): Promise<number> {
  const named = given.text('mutant');
  const mutant = named === undefined ? undefined : await mutantOf(named);
  const script = given.text('script');
  const controlPort = given.number('control-port');
  const readyFile = given.text('ready-file');
  if (readyFile !== undefined) remove(readyFile);
  const journalCap = given.number('journal');
  await runHostd({
    ...(script !== undefined && (await readScriptFile(script))),
    ...(mutant && { mutant }),
    ...(journalCap !== undefined && { journalCap }),
    env: environment(given.number('port')),
    aside: (reference, { host }) => (controlPort === undefined && isLoopback(host) ? controlOf(reference) : undefined),
    async onReady({ address, reference }) {
      if (!address || !reference) return () => {};
      const control = controlPort === undefined ? undefined : await openControl(reference, controlPort);
      const ready = readiness(address, reference, control?.url);
      if (readyFile !== undefined) write(readyFile, `${JSON.stringify(ready)}\n`);
      await print(
        given.has('json') ? `${JSON.stringify(ready)}\n` : `podflare-hostd (mock) listening on ${ready.url}\n`,
      );
      if (ready.control && !given.has('json')) say(`inspector and control API at ${ready.control}`);
      return () => {
        control?.close();
        if (readyFile !== undefined) rmSync(readyFile, { force: true });
      };
    },
  });
  return Number(process.exitCode ?? 0);
}

/** The environment, with a different port in the address. */
function environment(port: number | undefined): NodeJS.ProcessEnv {
  if (port === undefined) return process.env;
  const address = parseAddress(process.env.PODFLARE_HOSTD_ADDR);
  if (!address) return process.env;
  return { ...process.env, PODFLARE_HOSTD_ADDR: formatAddress({ ...address, port }) };
}

async function mutantOf(name: string): Promise<Defect> {
  const { findMutant, mutants } = await import('../../../mock/mutants/index.ts');
  const found = findMutant(name);
  if (found) return found;
  const names = mutants.map((mutant) => mutant.name);
  throw new UsageError(`there is no mutant "${name}"${suggestion(name, names)}`);
}

/** What a program that waits for the mock needs to know. */
function readiness(address: Address, reference: Reference, controlUrl: string | undefined) {
  const { host, port } = address;
  const { mode } = reference.keys.config;
  const url = `http://${formatAddress(address)}`;
  const own = isLoopback(reference.keys.config.address.host) ? `${url}/__mock/` : null;
  const control = controlUrl ?? own;
  return { url, host, port, control, mode, pid: process.pid, version, contract: contractVersion };
}

/** Serves the control API on its own port. */
async function openControl(reference: Reference, port: number): Promise<{ url: string; close(): void }> {
  const control = controlOf(reference);
  const server = createServer((message, response) => {
    if (!control(message, response)) response.writeHead(404).end();
  });
  const address = await listen(server, { host: '127.0.0.1', port }, undefined).catch((error: Error) => {
    throw new UsageError(`--control-port ${port}: ${error.message}`);
  });
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://${formatAddress(address)}/__mock/`, close };
}

/** Renaming makes the complete file appear at once. */
function write(file: string, text: string): void {
  attempt(file, () => {
    writeFileSync(`${file}.${process.pid}`, text);
    renameSync(`${file}.${process.pid}`, file);
  });
}

function remove(file: string): void {
  attempt(file, () => rmSync(file, { force: true }));
}

function attempt(file: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    throw new UsageError(`cannot write --ready-file ${file}: ${(error as Error).message}`);
  }
}
