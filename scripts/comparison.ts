/**
 * Runs the tools of docs/comparison.md and writes its tables: `npm run comparison`. Prints the other figures of the
 * page, which no test asserts: the sizes of the installed tools, and the start times of the two mocks.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { page, TABLES, type TableName, withTable } from '../test/interop/comparison/page.ts';
import { prismFolder, servePrism } from '../test/interop/comparison/prism.ts';
import { cache, cli } from '../test/interop/comparison/programs.ts';

for (const name of Object.keys(TABLES) as TableName[])
  writeFileSync(page, withTable(readFileSync(page, 'utf8'), name, await TABLES[name]()));

const size = (folder: string) => execFileSync('du', ['-sm', folder], { encoding: 'utf8' }).split('\t')[0];
console.log(`Schemathesis: ${size(`${cache}/schemathesis-4.32.5/venv`)} MB`);
console.log(`Prism: ${size(`${prismFolder}/node_modules`)} MB`);

/** The shortest of five starts, in milliseconds. */
async function shortest(start: () => Promise<() => PromiseLike<unknown>>): Promise<number> {
  const times = [];
  for (let i = 0; i < 5; i += 1) {
    const begun = performance.now();
    const stop = await start();
    times.push(performance.now() - begun);
    await stop();
  }
  return Math.round(Math.min(...times));
}

const prism = await shortest(async () => {
  const served = await servePrism();
  return () => served[Symbol.asyncDispose]();
});
const mock = await shortest(async () => {
  const child = spawn(process.execPath, [cli, 'mock', '--port', '0'], { stdio: ['ignore', 'pipe', 'ignore'] });
  await once(child.stdout, 'data');
  return async () => {
    child.kill();
    await once(child, 'exit');
  };
});
console.log(`Time until it listens: Prism ${prism} ms, the mock ${mock} ms`);
