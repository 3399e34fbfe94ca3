import { fileURLToPath } from 'node:url';
import zlib from 'node:zlib';
import { expect, test } from 'vitest';
import { processTarget } from '../../src/hosts/process/process.ts';
import { notPassed, runSuite } from '../support/run.ts';

const program = fileURLToPath(new URL('../servers/habits.mjs', import.meta.url));

const ROUTES = ['unknown-route*', 'wrong-method*', 'head', 'options*'].map((name) => `unauthorized/${name}`);
const LIMITED = [
  'unauthorized/every-request-on-connection',
  'headers/name-case',
  'headers/content-type-name',
  'bypass/behind-unread-body',
  'bypass/kept-connection',
  'bypass/pipelined',
];
const CORE = ['unauthorized', 'keys', 'bypass', 'headers', 'healthz', 'dev-mode', 'disabled', 'startup'].map(
  (family) => `${family}/*`,
);
/** Checks of JSON and of streams in responses, of HEAD, and of what a refusal discloses. */
const ENCODED = [
  'unauthorized/*-body',
  'unauthorized/nothing-else',
  'unauthorized/head',
  'keys/all-valid',
  'bypass/prefix',
  'healthz/*',
];
const WARNINGS = ['disabled/warning*', 'disabled/loud'];

/** Habits of correct hostds, the checks that once flagged them, and the allowed SHOULD and MAY findings. */
const habits: readonly {
  readonly name: string;
  readonly only: readonly string[];
  readonly said?: readonly string[];
}[] = [
  {
    name: 'none',
    only: [...ROUTES, 'healthz/*', 'startup/empty-lists', 'startup/exit-code', 'startup/keys-*', ...WARNINGS],
  },
  {
    name: 'keys-on-routes',
    only: ROUTES,
    said: ['unauthorized/unknown-route-401', 'unauthorized/wrong-method-401', 'unauthorized/options'],
  },
  { name: 'no-ipv6', only: ['dev-mode/starts', 'dev-mode/no-key', 'startup/starts-with-keys', 'startup/refuses*'] },
  { name: 'ipv6-only', only: ['startup/every-address', 'startup/refuses*'] },
  {
    name: 'refusal-exits-0',
    only: ['startup/refuses*', 'startup/empty-lists', 'startup/says-why', 'startup/exit-code'],
    said: ['startup/exit-code'],
  },
  { name: 'health-204', only: ['healthz/*'], said: ['healthz/status'] },
  { name: 'literal-entries', only: ['startup/empty-lists', 'keys/blanks-in-list'], said: ['keys/blanks-in-list'] },
  { name: 'empty-list-closed', only: ['startup/empty-lists', 'startup/exit-code', 'dev-mode/starts'] },
  ...['malformed-token-400', 'long-token-413'].map((name) => ({
    name,
    only: ['keys/wrong-token', 'keys/malformed-token*'],
  })),
  {
    name: 'one-at-a-time',
    only: ['every-request-on-connection', 'before-body-arrives', 'existing-sandbox', 'no-effect'].map(
      (name) => `unauthorized/${name}`,
    ),
    said: ['unauthorized/before-body-arrives'],
  },
  { name: 'warns-by-a-digit', only: ['disabled/warning'] },
  ...['access-control-off', 'enforcement-bypassed', 'gate-off'].map((name) => ({ name, only: WARNINGS })),
  { name: 'terse-warning', only: ['disabled/warning', 'disabled/loud'], said: ['disabled/loud'] },
  { name: 'chinese-warning', only: WARNINGS },
  { name: 'no-output', only: ['disabled/starts', 'startup/says-why', ...WARNINGS] },
  { name: 'late-warning', only: WARNINGS },
  ...['red-warning', 'yellow-block'].map((name) => ({ name, only: WARNINGS })),
  {
    name: 'fresh-members',
    only: ['unauthorized/*'],
    said: ['unauthorized/nothing-else', 'unauthorized/before-body-arrives'],
  },
  {
    name: 'one-error',
    only: ROUTES,
    said: ['unauthorized/unknown-route-401', 'unauthorized/wrong-method-401', 'unauthorized/options'],
  },
  {
    name: 'limits-body',
    only: ['unauthorized/unread-body', 'unauthorized/before-size-limit', 'unauthorized/close-announced'],
    said: ['unauthorized/before-size-limit'],
  },
  { name: 'buffered-output', only: WARNINGS, said: ['disabled/warning-in-time'] },
  { name: 'coloured-output', only: [...WARNINGS, 'headers/*-logged', 'dev-mode/silent'] },
  { name: 'drops-above-four', only: ['disabled/*'], said: ['disabled/flag-true'] },
  ...['requests', 'refusals', 'connections', 'without-retry-after'].map((limit) => ({
    name: `limits-${limit}`,
    only: LIMITED,
  })),
  { name: 'one-connection', only: ['bypass/kept-connection'] },
  {
    name: 'encodes-gzip',
    only: CORE,
    said: ['unauthorized/before-body-arrives', 'keys/repeated-mixed', 'disabled/flag-true'],
  },
  ...['deflate', 'br', 'twice'].map((name) => ({ name: `encodes-${name}`, only: ENCODED })),
  { name: 'one-on-a-machine', only: ['disabled/starts', 'startup/*', 'dev-mode/starts'] },
  {
    name: 'folds-header-case',
    only: ['keys/wrong-token', 'keys/other-case-after-the-key'],
    said: ['keys/other-case-after-the-key'],
  },
  {
    name: 'logs-sent-keys',
    only: ['startup/keys-stay-secret', 'startup/sent-keys-not-logged'],
    said: ['startup/sent-keys-not-logged'],
  },
];

test.concurrent.for(habits)(
  'a hostd with the habit $name is conformant',
  { timeout: 120_000 },
  async ({ name, only, said = [] }, { expect }) => {
    const command = [process.execPath, program, '--habit', name];
    const report = await runSuite(processTarget({ command }), { profiles: ['core'], only });
    const broken = report.checks.filter(({ outcome }) => ['fail', 'untestable', 'error'].includes(outcome));
    expect(broken).toEqual([]);
    expect(report.exitCode).toBe(0);
    expect(notPassed(report)).toEqual(said);
  },
);

test('responses in Zstandard are decoded, or a reason is given where Node.js cannot', async () => {
  const command = [process.execPath, program, '--habit', 'encodes-zstd'];
  const report = await runSuite(processTarget({ command }), { only: ['unauthorized/no-key'] });
  const [outcome, found] =
    'zstdDecompressSync' in zlib ? ['pass', ''] : ['untestable', 'run the suite with Node.js 22.15 or later'];
  expect(report.checks.map((check) => check.outcome)).toEqual([outcome]);
  expect(JSON.stringify(report.checks)).toContain(found);
});
