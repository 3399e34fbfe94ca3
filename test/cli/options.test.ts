import { describe, expect, test } from 'vitest';
import { type CheckOptions, register, targetOf, validate } from '../../src/api/options.ts';
import { UsageError } from '../../src/base/errors.ts';
import { Secrets } from '../../src/base/secrets.ts';
import { inProcessTarget } from '../support/in-process.ts';

const url = 'http://127.0.0.1:7070';

describe('validate', () => {
  test.each<[CheckOptions, RegExp]>([
    [{ url, command: 'x' }, /one target only/],
    [{ url }, /needs a valid key/],
    [{ url, keys: [] }, /needs a valid key/],
    [{ keys: ['k'] }, /keys are for a target by URL/],
    [{ command: 'x', expect: 'open' }, /--expect is for/],
    [{ url, keys: ['k'], args: ['x'] }, /--arg, --env and --cwd are for/],
    [{ url, keys: ['k'], env: {} }, /--arg, --env and --cwd are for/],
    [{ target: inProcessTarget(), cwd: '/' }, /--arg, --env and --cwd are for/],
    [{ url, keys: ['k'], startTimeoutMs: 1 }, /--start-timeout is for/],
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
    [{ timeoutMs: 0 }, /timeoutMs must be a whole number above 0/],
    [{ concurrency: 1.5 }, /concurrency must be/],
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
  test('names what is checked', () => {
    expect(targetOf({}).label).toBe('the reference mock');
    expect(targetOf({ command: ['a b', 'c'] }).label).toBe("'a b' c");
    expect(targetOf({ url: 'http://[::1]:80/' })).toMatchObject({ kind: 'url', label: 'http://[::1]' });
  });

  test.each(['nonsense', 'ftp://x', `${url}/v1`, 'http://user:word@x'])('refuses the URL %s', (text) => {
    expect(() => targetOf({ url: text, expect: 'open' })).toThrow(UsageError);
  });
});

test('register makes keys and telling variables unshowable', () => {
  const secrets = new Secrets();
  register({ keys: ['first-key', 'second-key'], env: { API_TOKEN: 'third-secret', HOME: '/home' } }, secrets);
  expect(secrets.redact('first-key second-key third-secret /home')).toBe('<key 1> <key 2> $API_TOKEN /home');
});
