import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { transform } from 'esbuild';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { type Hostd, startHostd } from '../../mock/adapters/hostd.ts';
import { parseTargets } from '../../src/fleet/targets.ts';
import { docBlocks } from '../support/doc-blocks.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const KEY = 'pk_ci_0123456789abcdef';
const page = await readFile(join(root, 'docs/ci.md'), 'utf8');
const example = (path: string) => readFile(join(root, 'examples', path), 'utf8');

let folder: string;
const hostds: Hostd[] = [];

beforeEach(async () => {
  // Below the package, so that examples find it by its name.
  folder = await mkdtemp(join(root, 'dist', 'ci-'));
  // Few checks, so that an example takes seconds.
  const npx = `#!/bin/sh\nshift\ncase "$1" in report) few=;; *) few="--only healthz/*";; esac\nset -f\nexec '${process.execPath}' '${join(root, 'dist/cli.cjs')}' "$@" $few\n`;
  await writeFile(join(folder, 'npx'), npx, { mode: 0o755 });
  await writeFile(
    join(folder, 'hostd'),
    `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'dist/mock-main.js')}'\n`,
    {
      mode: 0o755,
    },
  );
  await writeFile(join(folder, 'keys.txt'), `${KEY}\n`);
});
afterEach(async () => {
  for (const hostd of hostds.splice(0)) {
    hostd.kill();
    await hostd.exited;
  }
  await rm(folder, { recursive: true, force: true });
});

async function serve(keys: boolean): Promise<string> {
  const env = { PODFLARE_HOSTD_ADDR: '127.0.0.1:0', ...(keys && { PODFLARE_API_KEYS: KEY }) };
  const hostd = await startHostd({ env, stdout: () => {}, stderr: () => {} });
  hostds.push(hostd);
  return `http://127.0.0.1:${hostd.address?.port}`;
}

async function sh(text: string, env: Readonly<Record<string, string>> = {}) {
  const all = { PATH: `${folder}:${process.env.PATH}`, PODFLARE_API_KEY: KEY, ...env };
  try {
    return { code: 0, ...(await promisify(execFile)('/bin/sh', ['-ec', text], { cwd: folder, env: all })) };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, stdout, stderr };
  }
}

describe('docs/ci.md', () => {
  test.each(docBlocks('docs/ci.md', 'sh'))('has commands that work: %s', { timeout: 60_000 }, async (text) => {
    const [listed = ''] = docBlocks('docs/ci.md', '');
    const here = [await serve(true), await serve(false), await serve(true)];
    const targets = here.reduce((left, url, i) => left.replace(`http://127.0.0.1:707${i}`, url), listed);
    await writeFile(join(folder, 'targets.txt'), targets);
    expect(await sh(text)).toMatchObject({ code: 0, stderr: '' });
  });

  test('has code that runs', { timeout: 60_000 }, async () => {
    const [code = ''] = docBlocks('docs/ci.md', 'ts');
    const mock = JSON.stringify([process.execPath, join(root, 'dist/mock-main.js')]);
    const { code: js } = await transform(code.replace("'node hostd.js'", `${mock}, only: ['healthz/*']`), {
      ...{ loader: 'ts', format: 'esm' },
    });
    await writeFile(join(folder, 'example.mjs'), js);
    const example = promisify(execFile)(process.execPath, [join(folder, 'example.mjs')]);
    expect(await example).toMatchObject({ stderr: '' });
  });

  test('names files that there are', async () => {
    const paths = [...page.matchAll(/\]\(\.\.\/([\w./-]+)\)/g)].flatMap(([, path]) => path ?? []);
    expect(paths.length).toBeGreaterThan(5);
    for (const path of paths) if (path !== 'examples') expect(await readFile(join(root, path), 'utf8')).not.toBe('');
  });
});

interface Job {
  readonly steps: readonly { readonly run?: string }[];
  readonly strategy?: { readonly matrix: { readonly shard: readonly number[] } };
}

describe('the examples', () => {
  test('GitHub: a matrix of shards, and a verdict', { timeout: 120_000 }, async () => {
    const { jobs } = parse(await example('github/shards.yml')) as { jobs: Readonly<Record<'check' | 'verdict', Job>> };
    const lines = ({ steps }: Job) => steps.flatMap(({ run }) => run ?? []);
    const [check = ''] = lines(jobs.check);
    for (const shard of jobs.check.strategy?.matrix.shard ?? [])
      expect(await sh(check.replaceAll(`\${{ matrix.shard }}`, String(shard)))).toMatchObject({ code: 0 });
    for (const line of lines(jobs.verdict))
      expect(await sh(line, { GITHUB_STEP_SUMMARY: join(folder, 'summary') })).toMatchObject({ code: 0 });
    expect(await readFile(join(folder, 'summary'), 'utf8')).toContain('onformant');
    expect(await readdir(folder)).toContain('conformance.html');
  });

  test('GitHub: the action with inputs that it has', async () => {
    const { inputs } = parse(await readFile(join(root, 'action.yml'), 'utf8')) as { inputs: object };
    const { jobs } = parse(await example('github/action.yml')) as {
      jobs: { check: { steps: readonly { uses: string; with?: object }[] } };
    };
    const step = jobs.check.steps.find(({ uses }) => uses.includes('podflare-conformance'));
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(step?.with ?? { none: '' })));
  });

  test('GitLab', { timeout: 120_000 }, async () => {
    const jobs = parse(await example('gitlab/.gitlab-ci.yml')) as Readonly<
      Record<string, { script: readonly string[]; parallel?: number }>
    >;
    for (const { script, parallel = 1 } of Object.values(jobs))
      for (let index = 1; index <= parallel; index += 1)
        for (const line of script)
          expect(await sh(line, { CI_NODE_INDEX: String(index), CI_NODE_TOTAL: String(parallel) })).toMatchObject({
            code: 0,
          });
    expect(await readdir(folder)).toEqual(expect.arrayContaining(['conformance.xml', 'conformance.html']));
  });

  test('a shell, with the code of the verdict', { timeout: 120_000 }, async () => {
    const script = `sh '${join(root, 'examples/shell/check.sh')}'`;
    expect(await sh(`${script} ./hostd`)).toMatchObject({ code: 0 });
    expect((await readdir(join(folder, 'reports'))).sort()).toEqual([
      ...['conformance.html', 'conformance.json', 'conformance.xml'],
    ]);
    await rm(join(folder, 'reports'), { recursive: true });
    expect(await sh(`${script} ./none`)).toMatchObject({ code: 3 });
    expect(await sh(`${script} '$(touch x)'`)).toMatchObject({ code: 2 });
    expect(await readdir(folder)).not.toContain('x');
    expect(await sh(script)).toMatchObject({ code: 2, stderr: expect.stringContaining('usage: check.sh COMMAND') });
  });

  test('Kubernetes: as many completions as shards, and targets that can be read', { timeout: 120_000 }, async () => {
    const [map, job] = parseAllDocuments(await example('kubernetes/fleet.yaml')).map((document) => document.toJS());
    const listed: string = map.data['targets.txt'];
    const [container] = job.spec.template.spec.containers;
    const targets = parseTargets(listed, 'targets.txt');
    expect(targets.length).toBeGreaterThanOrEqual(job.spec.completions);
    expect(targets[0]?.key).toEqual({ env: container.env[0].name });
    expect(container.args).toContain(`--shard=/${job.spec.completions}`);
    expect(job.spec).toMatchObject({ completionMode: 'Indexed', template: { spec: { restartPolicy: 'Never' } } });
    expect(job.spec.podFailurePolicy.rules[0].onExitCodes.containerName).toBe(container.name);

    let text = listed;
    for (const { url } of targets) text = text.replace(url, await serve(true));
    await writeFile(join(folder, 'targets.txt'), text);
    for (let index = 0; index < job.spec.completions; index += 1) {
      const words = (container.args as string[]).map(
        (word) =>
          `'${word.replace('/etc/fleet', folder).replace('/reports', folder).replace('$(JOB_COMPLETION_INDEX)', String(index))}'`,
      );
      const env = { HOSTD_KEY: KEY, JOB_COMPLETION_INDEX: String(index) };
      expect(await sh(`npx podflare-conformance ${words.join(' ')}`, env)).toMatchObject({ code: 0 });
    }
    const merged = await sh('npx podflare-conformance report shard-*.json --exit-code');
    expect(merged).toMatchObject({ code: 0, stdout: expect.stringContaining('4 of 4 targets conformant.') });
  });
});
