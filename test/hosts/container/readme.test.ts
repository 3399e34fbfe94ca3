import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConfigurationName } from '../../../src/checks/configurations.ts';
import type { Skip } from '../../../src/checks/verdict.ts';
import { type Network, thisMachine } from '../../../src/hosts/network.ts';
import { prepare } from '../../../src/run/prepare.ts';
import { cli, disown, needEngine, own, root } from './support.ts';

const readme = await readFile(join(root, 'README.md'), 'utf8');

let base: string;
let mock: string;

beforeAll(async () => {
  base = await own('base');
  mock = await own('mock');
}, 120_000);
afterAll(disown);

test('the README names every reason for a skip that is a container’s own', async () => {
  const withoutIpv6: Network = {
    ...thisMachine,
    name: "the container's network",
    canBind: async (host) => !host.includes(':'),
    machineAddress: async (family) => (family === 'IPv4' ? '192.0.2.1' : undefined),
  };
  const names: ConfigurationName[] = ['enforced-ipv6', 'dev-ipv6', 'refused-any-ipv6', 'refused-machine-ipv6'];
  const reasons = await Promise.all(
    names.map((name) => prepare(name, withoutIpv6).catch((error: unknown) => (error as Skip).message)),
  );
  const [section = ''] = /^## Container images\n[\s\S]*?(?=^## )/m.exec(readme) ?? [];
  for (const reason of reasons) expect(section).toContain(`| ${reason} |`);
  expect(await prepare('enforced', withoutIpv6)).toMatchObject({ name: 'enforced' });
});

test('the README’s command checks an image', { timeout: 60_000 }, async (context) => {
  needEngine(context);
  const [line = ''] = /^npx podflare-conformance --image .*$/m.exec(readme) ?? [];
  const args = line.replace('hostd:dev', mock).split(' ').slice(2);
  expect(await cli([...args, '--probe-image', base, '--only', 'healthz/*'])).toMatchObject({ code: 0 });
});

test('every option of the section is one of the program', async () => {
  const { stdout } = await cli(['run', '--help']);
  const [section = ''] = /^## Container images\n[\s\S]*?(?=^## )/m.exec(readme) ?? [];
  for (const [, option = ''] of section.matchAll(/`(--[a-z-]+)/g)) expect(stdout).toContain(option);
});
