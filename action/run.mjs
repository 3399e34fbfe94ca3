// The program of action.yml: builds a command line from the inputs, which are INPUT_ variables, and starts it without a
// shell. Its own arguments replace "npx podflare-conformance".
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const USAGE = 2;

const { version, peerDependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
/** How the input of each option gives its value: as one value, as a list with one value per line, or as true or false. */
const ways = JSON.parse(readFileSync(new URL('options.json', import.meta.url), 'utf8'));
const named = (way) => Object.keys(ways).filter((name) => ways[name] === way);
const input = (name) => process.env[`INPUT_${name.toUpperCase().replaceAll('-', '_')}`] ?? '';

/** The program and the arguments before those of this run. */
function program() {
  if (process.argv.length > 2) return process.argv.slice(2);
  const wanted = input('version').trim() || version;
  if (!/^\w[\w.+-]*$/.test(wanted)) throw new Error('the input version must be a version, such as 1.2.3');
  const packages = [`podflare-conformance@${wanted}`];
  if (input('image') !== '') packages.push(`testcontainers@${peerDependencies.testcontainers}`);
  return ['npx', '--yes', ...packages.map((name) => `--package=${name}`), '--', 'podflare-conformance'];
}

/** The options that the inputs give. A value is never a word of its own, so it is never taken for an option. */
function options() {
  return [
    ...named('value').flatMap((name) => (input(name) === '' ? [] : [`--${name}=${input(name)}`])),
    ...named('list').flatMap((name) =>
      input(name)
        .split(/\r?\n/)
        .filter((line) => line.trim() !== '')
        .map((line) => `--${name}=${line}`),
    ),
    ...named('flag')
      .filter(flag)
      .map((name) => `--${name}`),
  ];
}

function flag(name) {
  const value = input(name).trim();
  if (!['', 'true', 'false'].includes(value)) throw new Error(`the input ${name} must be true or false`);
  return value === 'true';
}

/** Appends to a file of the runner. */
function tell(variable, text) {
  const file = process.env[variable];
  if (file) appendFileSync(file, text);
}

async function main() {
  const [name, ...first] = program();
  const directory = mkdtempSync(join(process.env.RUNNER_TEMP ?? tmpdir(), 'hostd-conformance-'));
  const at = (file) => join(directory, file);
  const reporters = [
    // Annotations are for a single target.
    ...(input('targets') === '' ? ['--reporter=github'] : []),
    ...[`json=${at('conformance.json')}`, `html=${at('conformance.html')}`, `markdown=${at('summary.md')}`].map(
      (reporter) => `--reporter=${reporter}`,
    ),
  ];
  tell('GITHUB_OUTPUT', `directory=${directory}\n`);
  const env = { ...process.env, ...(input('key') !== '' && { PODFLARE_API_KEY: input('key') }) };
  for (const given of Object.keys(env)) if (given.startsWith('INPUT_')) delete env[given];
  const child = spawn(name, [...first, 'run', ...options(), ...reporters], { env, stdio: 'inherit' });
  const [code] = await once(child, 'close');
  const exitCode = code ?? 1;
  if (existsSync(at('summary.md'))) tell('GITHUB_STEP_SUMMARY', readFileSync(at('summary.md'), 'utf8'));
  const verdict = existsSync(at('conformance.json'))
    ? JSON.parse(readFileSync(at('conformance.json'), 'utf8')).verdict
    : '';
  tell('GITHUB_OUTPUT', `exit-code=${exitCode}\nverdict=${verdict}\n`);
  return exitCode;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`podflare-conformance: ${error.message}`);
  process.exitCode = USAGE;
}
