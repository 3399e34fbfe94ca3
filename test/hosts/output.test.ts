import { describe, expect, test } from 'vitest';
import { Output } from '../../src/hosts/output.ts';

/** Longer than a test may take. */
const LONG_MS = 600_000;
const KIBI = 1024;

describe('the output of a program', () => {
  test('is stored unchanged, for each stream', () => {
    const output = new Output();
    output.append('stdout', 'one\ntw');
    output.append('stderr', 'other\r\n');
    output.append('stdout', 'o\n\n');
    expect(output.stdout).toBe('one\ntwo\n\n');
    expect(output.stderr).toBe('other\r\n');
    expect(output.lines).toEqual(['one', 'two', 'other']);
    expect(output.tail(2)).toBe('other\ntwo');
  });

  test('is empty at first', () => {
    expect(new Output().lines).toEqual([]);
    expect(new Output().tail()).toBe('');
  });

  test.each([1, 7, 64 * KIBI])('keeps whole lines of the start and the end, in pieces of %i', (size) => {
    const output = new Output();
    const total = size === 1 ? 900 * KIBI : 4_000 * KIBI;
    const text = Array.from({ length: total / 8 }, (_, i) => `${String(i).padStart(7, '0')}\n`).join('');
    for (let at = 0; at < text.length; at += size) output.append('stdout', text.slice(at, at + size));
    const kept = output.stdout;
    expect(kept.length).toBeLessThan(800 * KIBI);
    expect(kept.startsWith('0000000\n0000001\n')).toBe(true);
    expect(kept.endsWith(text.slice(-16))).toBe(true);
    const odd = output.lines.filter((line) => !/^\d{7}$/.test(line));
    expect(odd).toHaveLength(text.length > 768 * KIBI ? 1 : 0);
    expect(odd.join()).toMatch(/^(\[about \d+ characters left out\])?$/);
  });

  test('shows no part of a line that it has not kept whole', () => {
    const output = new Output();
    for (let i = 0; i < 100; i += 1) output.append('stdout', 'secret-key '.repeat(1_000));
    expect(output.stdout).toMatch(/^\[about \d+ characters left out\]\n$/);
  });

  test('of a long line the tail tells the length only', () => {
    const output = new Output();
    output.append('stdout', `${'x'.repeat(5_000)}\nend\n`);
    expect(output.tail()).toBe('[a line of 5000 characters]\nend');
  });
});

describe('find', () => {
  test('resolves with a line that is already there', async () => {
    const output = new Output();
    output.append('stderr', 'a\nready now\n');
    expect(await output.find((line) => line.includes('ready'), LONG_MS)).toBe('ready now');
  });

  test('waits for a line that comes in pieces', async () => {
    const output = new Output();
    const found = output.find((line) => line === 'ready', LONG_MS);
    for (const piece of ['re', 'ad', 'y']) output.append('stdout', piece);
    expect(await found).toBe('ready');
  });

  test('ends with the output, before or after it was called', async () => {
    const output = new Output();
    const found = output.find(() => false, LONG_MS);
    output.end();
    expect(await found).toBeUndefined();
    expect(await output.find(() => false, LONG_MS)).toBeUndefined();
  });

  test('ends with its limit', async () => {
    expect(await new Output().find(() => false, 1)).toBeUndefined();
  });
});

describe('the tail of the output', () => {
  test('has the lines of both streams in the order of their arrival', () => {
    const output = new Output();
    output.append('stderr', 'loading\nlocke');
    output.append('stdout', 'ready\n');
    output.append('stderr', 'd\n');
    output.append('stdout', 'bye');
    expect(output.tail()).toBe('loading\nready\nlocked\nbye');
    expect(output.tail(2)).toBe('locked\nbye');
  });

  const noise = Array.from({ length: 40 }, (_, i) => `   ${i}: some::frame`).join('\n');
  test.each([
    [
      'Rust',
      "thread 'main' panicked at src/main.rs:4:5:\nno keys\nstack backtrace:",
      "thread 'main' panicked at src/main.rs:4:5:\nno keys",
    ],
    [
      'Rust with a thread id',
      "thread 'main' (71) panicked at src/main.rs:4:5:\nno keys",
      'panicked at src/main.rs:4:5:\nno keys',
    ],
    ['Go', 'panic: no keys\n\ngoroutine 1 [running]:', 'panic: no keys\ngoroutine 1'],
    ['Java', 'Exception in thread "main" java.lang.IllegalStateException: no keys', 'IllegalStateException: no keys'],
    ['Node', 'file:///a.js:1\nthrow new Error("no keys")\n^\n\nError: no keys', 'Error: no keys'],
    [
      'Python',
      `Traceback (most recent call last):\n${'  File "a.py", line 1\n'.repeat(30)}app.KeysError: no keys`,
      'app.KeysError: no keys',
    ],
  ])('begins with the message of a crash: %s', (_, crash, message) => {
    const output = new Output();
    output.append('stdout', 'listening\n');
    output.append('stderr', `${crash}\n${noise}\n`);
    output.append('stdout', `${'closed a connection\n'.repeat(40)}`);
    expect(output.tail()).toContain(message);
    expect(output.tail().split('\n')).toHaveLength(8);
  });

  test('keeps little of a line without an end', () => {
    const output = new Output();
    for (let i = 0; i < 100; i += 1) output.append('stdout', 'x'.repeat(10 * KIBI));
    expect(output.tail()).toBe(`[a line of ${1_000 * KIBI} characters]`);
  });
});
