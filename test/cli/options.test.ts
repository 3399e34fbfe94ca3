import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { CheckOptions } from '../../src/api/check-options.ts';
import { commandLine } from '../../src/api/options/caller.ts';
import { optionsOf } from '../../src/api/options/table.ts';
import { validate } from '../../src/api/options/validate.ts';
import { register } from '../../src/api/register.ts';
import { targetOf } from '../../src/api/targets/kinds.ts';
import { UsageError } from '../../src/base/errors.ts';
import { Secrets } from '../../src/base/secrets.ts';
import { inProcessTarget } from '../support/in-process.ts';

const url = 'http://127.0.0.1:7070';

describe('validate', () => {
  test.each<[CheckOptions, string]>([
    [{ url, command: 'x' }, 'give only one target: NAME(url), NAME(command), NAME(image)'],
    [{ keys: ['k'] }, 'NAME(keys) is for targets that are already running: NAME(url)'],
    [{ command: 'x', expect: 'open' }, 'NAME(expect) is for targets that are already running: NAME(url)'],
    [{ url, keys: ['k'], args: ['x'] }, 'NAME(args) is for targets given by NAME(command), NAME(image)'],
    [{ url, keys: ['k'], env: {} }, 'NAME(env) is for targets given by NAME(command), NAME(image)'],
    [{ target: inProcessTarget(), cwd: '/' }, 'NAME(cwd) is for targets given by NAME(command)'],
    [{ image: 'x', cwd: '/' }, 'NAME(cwd) is for targets given by NAME(command)'],
    [{ command: 'x', memory: '64m' }, 'NAME(memory) is for targets given by NAME(image)'],
    [{ upstream: '127.0.0.1:7071' }, 'NAME(upstream) is for targets given by NAME(url)'],
    [
      { url, keys: ['k'], startTimeoutMs: 1 },
      'NAME(startTimeoutMs) is for targets that the suite starts: NAME(command), NAME(image)',
    ],
    [{ timeoutMs: 0 }, 'NAME(timeoutMs) must be a whole number of milliseconds from 1 to 999999999, not 0'],
    [{ timeoutMs: 1e9 }, 'NAME(timeoutMs) must be a whole number of milliseconds from 1 to 999999999, not 1000000000'],
    [{ concurrency: 1.5 }, 'NAME(concurrency) must be a whole number from 1 to 999999999, not 1.5'],
    [{ seed: 'a b' }, 'NAME(seed) must be 1 to 64 letters, digits, dots, dashes and underscores'],
    [{ image: 'x', memory: '1m' }, 'NAME(memory) must be at least 6m, not "1m"'],
    [{ image: 'a b' }, 'NAME(image) must be the name of an image, not "a b"'],
    [
      { env: { PODFLARE_API_KEYS: 'x' } },
      'NAME(env) must not set PODFLARE_API_KEYS: the suite sets this variable itself',
    ],
    [
      { url, upstream: '127.0.0.1:7071', expect: 'open' },
      'NAME(upstream) serves a hostd that enforces keys: remove NAME(expect) open',
    ],
  ])('refuses %j by the name that the caller used', (options, message) => {
    const optionOf = (property: string) => optionsOf('run').find((option) => option.property === property)?.name;
    const flags = message.replace(/NAME\((\w+)\)/g, (_, property: string) => `--${optionOf(property)}`);
    expect(() => validate(options)).toThrow(UsageError);
    expect(() => validate(options)).toThrow(message.replace(/NAME\((\w+)\)/g, '$1'));
    expect(() => validate(options, commandLine)).toThrow(flags);
  });

  test.each<[CheckOptions, RegExp]>([
    [{ url }, /needs a valid key: set keys, or expect to 'open'/],
    [{ url, keys: [] }, /needs a valid key/],
    [{ url, keys: ['good', ''] }, /^key 2 is empty$/],
    [{ url, keys: ['good', 'a b'] }, /^key 2 has whitespace.*, at position 2 of 3: copy it again$/],
    [
      { url, keys: ['a\r\nX-Evil: 1'] },
      /^key 1 has whitespace, a line break or a control character, at position 2 of 12/,
    ],
    [{ url, keys: ['a\u0085b'] }, /^key 1 has whitespace, a line break or a control character/],
    [
      { url, keys: ['pk_secret\u2013dash'] },
      /^key 1 has a character above U\+00FF, .*, at position 10 of 14: copy it again$/,
    ],
    [{ url, keys: ['pk_secret\ud83d\ude00'] }, /^key 1 has a character above U\+00FF/],
    [
      { target: { ...inProcessTarget(), kind: 'vm' } },
      /^target\.kind must be one of url, process, container, in-process/,
    ],
  ])('refuses %j', (options, message) => {
    expect(() => validate(options)).toThrow(UsageError);
    expect(() => validate(options)).toThrow(message);
  });

  test.each<CheckOptions>([
    {},
    { command: ['x'], env: { A: 'b' }, args: ['c'], cwd: '/' },
    { url, keys: ['k'] },
    { url, expect: 'open' },
    { target: inProcessTarget() },
  ])('takes %j', (options) => {
    expect(() => validate(options)).not.toThrow();
  });
});

describe('targetOf', () => {
  test('describes the target', () => {
    expect(targetOf({}).label).toBe('the reference mock');
    expect(targetOf({ command: ['a b', 'c'] }).label).toBe("'a b' c");
    expect(targetOf({ url: 'http://[::1]:80/' })).toMatchObject({ kind: 'url', label: 'http://[::1]' });
  });

  test.each(['nonsense', 'ftp://x', `${url}/v1`, 'http://user:word@x'])('refuses the URL %s', (text) => {
    expect(() => targetOf({ url: text, expect: 'open' })).toThrow(UsageError);
  });
});

test('register redacts keys and variables with secret names', () => {
  const secrets = new Secrets();
  register({ keys: ['first-key', 'second-key'], env: { API_TOKEN: 'third-secret', HOME: '/home' } }, secrets);
  expect(secrets.redact('first-key second-key third-secret /home')).toBe('<key 1> <key 2> $API_TOKEN /home');
});

test('the fleet schema contains the options of the report schema that a fleet accepts', async () => {
  const recordedIn = async (schema: string) => {
    const text = await readFile(new URL(`../../schema/${schema}.schema.json`, import.meta.url), 'utf8');
    const { properties } = JSON.parse(text) as { properties: object };
    return optionsOf('run').filter(({ property }) => property !== undefined && property in properties);
  };
  const ofReport = await recordedIn('report');
  expect(ofReport).toContainEqual(expect.objectContaining({ property: 'profiles', fleet: 'each' }));
  expect(await recordedIn('fleet')).toEqual(ofReport.filter(({ fleet }) => fleet !== undefined));
});
