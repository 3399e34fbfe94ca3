import { link, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { prepareFiles, removeReports } from '../../src/cli/output/deliver.ts';
import { progressLine } from '../../src/cli/output/progress.ts';
import { filesOf, parseReporters, wantsColor, writeReports } from '../../src/cli/output/reporters.ts';
import { REPORTERS } from '../../src/report/names.ts';
import { checks, reportOf } from '../report/fixture.ts';

const reportersOf = (values: readonly string[], defaults = {}) => parseReporters({ list: () => values }, defaults);

describe('parseReporters', () => {
  const destinations = (values: readonly string[], defaults = {}) =>
    reportersOf(values, defaults).map(({ options: _, ...destination }) => destination);

  test('adds the pretty one if there is no other', () => {
    expect(destinations([])).toEqual([{ name: 'pretty' }]);
    expect(destinations(['json'])).toEqual([{ name: 'json' }]);
    expect(destinations(['json=a=b.json'])).toEqual([{ name: 'json', file: 'a=b.json' }]);
  });

  test('adds the pretty one to a run whose reports all go to files', () => {
    expect(destinations([], { alwaysOnStdout: true })).toEqual([{ name: 'pretty' }]);
    expect(destinations(['json'], { alwaysOnStdout: true })).toEqual([{ name: 'json' }]);
    expect(destinations(['json=a', 'junit=c.xml'], { alwaysOnStdout: true })).toEqual([
      { name: 'json', file: 'a' },
      { name: 'junit', file: 'c.xml' },
      { name: 'pretty' },
    ]);
  });

  test('takes - for stdout', () => {
    expect(destinations(['json=-', 'tap=a'])).toEqual([{ name: 'json' }, { name: 'tap', file: 'a' }]);
  });

  test('lets only stdout have colours', () => {
    vi.stubEnv('FORCE_COLOR', '1');
    expect(reportersOf(['pretty', 'pretty=a']).map(({ options }) => options)).toEqual([
      { color: true },
      { color: false },
    ]);
    vi.unstubAllEnvs();
  });

  test.each([
    [['json=-', 'junit'], 'only one reporter can write to stdout'],
    [['json=-', 'junit=-'], 'only one reporter can write to stdout'],
    [['json', 'junit'], 'only one reporter can write to stdout'],
    [['jsn'], /^there is no reporter "jsn": pretty, json, junit, html, .*badge; did you mean json\?$/],
    [['tap=a', 'badge=a'], 'two reporters cannot write to the same file a'],
    [['json='], '--reporter json= lacks the name of a file'],
  ])('refuses %j', (values, message) => {
    expect(() => reportersOf(values)).toThrow(message);
  });
});

describe('files', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'conformance-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('are written, their folders made', async () => {
    const fileOf = (name: string) => join(folder, 'deep', 'er', name);
    const reporters = reportersOf(REPORTERS.map((name) => `${name}=${fileOf(name)}`));
    await prepareFiles(filesOf(reporters));
    await writeReports(reporters, [reportOf(checks)]);
    const texts = await Promise.all(REPORTERS.map(async (name) => [name, await readFile(fileOf(name), 'utf8')]));
    expect(Object.fromEntries(texts)).toEqual({
      pretty: expect.stringMatching(/^podflare-conformance 1\.2\.3/),
      json: expect.stringMatching(/^{\n {2}"schemaVersion": 1,/),
      junit: expect.stringMatching(/^<\?xml /),
      html: expect.stringMatching(/^<!doctype html>/),
      markdown: expect.stringMatching(/^## ❌ hostd conformance/),
      github: expect.stringMatching(/^::error title=gamma\/errs/),
      tap: expect.stringMatching(/^TAP version 14\n1\.\.8\n/),
      sarif: expect.stringContaining('"version": "2.1.0"'),
      rules: expect.stringMatching(/^# Rules and verdicts/),
      badge: expect.stringContaining('"label": "hostd conformance"'),
    });
    for (const [, text] of texts) expect(text).not.toContain('\x1b');
  });

  test('lose the report of an earlier run and keep their mode', async () => {
    const [file = '', linked = ''] = ['stale.json', 'linked.json'].map((name) => join(folder, name));
    await writeFile(file, 'earlier', { mode: 0o600 });
    await writeFile(linked, 'earlier');
    await link(linked, join(folder, 'other-name'));
    await removeReports([file, linked, join(folder, 'absent'), '/dev/null', '/dev/stdout']);
    await expect(stat(file)).rejects.toThrow('ENOENT');
    expect(await readFile(linked, 'utf8')).toBe('');
    await writeReports(reportersOf([`json=${file}`]), [reportOf(checks)]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test('that are the same file are refused before the run', async () => {
    const at = (name: string) => join(folder, name);
    await mkdir(at('real'));
    await symlink(at('real'), at('alias'));
    await writeFile(at('one'), '');
    await link(at('one'), at('two'));
    await symlink(at('one'), at('three'));
    for (const [first = '', second = ''] of [
      ['one', 'two'],
      ['one', 'three'],
      ['two', 'three'],
      ['real/new', 'alias/new'],
      ['real/new', 'real/../real/new'],
    ])
      await expect(prepareFiles([at(first), at(second)])).rejects.toThrow(
        `cannot write ${at(second)}: ${at(first)} is the same file`,
      );
    await expect(prepareFiles([at('real/new'), at('alias/other'), at('one')])).resolves.toBeUndefined();
  });

  test('that cannot be written are refused before the run', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    await expect(prepareFiles([folder])).rejects.toThrow(/^cannot write .*directory$/);
    await expect(prepareFiles([join(file, 'report.json')])).rejects.toThrow('cannot write');
  });
});

test('wantsColor honours FORCE_COLOR, then NO_COLOR, then the terminal', () => {
  const terminal = { isTTY: true };
  expect(wantsColor({}, terminal)).toBe(true);
  expect(wantsColor({}, {})).toBe(false);
  expect(wantsColor({ NO_COLOR: '1' }, terminal)).toBe(false);
  expect(wantsColor({ NO_COLOR: '' }, terminal)).toBe(true);
  expect(wantsColor({ FORCE_COLOR: '1', NO_COLOR: '1' }, {})).toBe(true);
  expect(wantsColor({ FORCE_COLOR: '0' }, terminal)).toBe(false);
  expect(wantsColor({ TERM: 'dumb' }, terminal)).toBe(false);
});

describe('progressLine', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  const stream = (isTTY: boolean) => {
    const written: string[] = [];
    const fake = { isTTY, write: (text: string) => written.push(text) > 0 } as unknown as NodeJS.WriteStream;
    return { fake, written };
  };

  test('is one line on a terminal', () => {
    const { fake, written } = stream(true);
    const line = progressLine(fake);
    line.update({ done: 1, total: 9, failed: 0 });
    line.update({ done: 2, total: 9, failed: 1 });
    line.clear();
    expect(written).toEqual(['\r\x1b[2K1 of 9 cases', '\r\x1b[2K2 of 9 cases, 1 failed', '\r\x1b[2K']);
    expect(line.text).toBe('2 of 9 cases, 1 failed');
  });

  test('is nothing elsewhere while a run is short', () => {
    vi.useFakeTimers();
    const { fake, written } = stream(false);
    const line = progressLine(fake);
    line.update({ done: 1, total: 9, failed: 0 });
    vi.advanceTimersByTime(19_000);
    line.clear();
    expect(written).toEqual([]);
  });

  test('is a line every ten seconds of a long run elsewhere, even if no case finishes', () => {
    vi.useFakeTimers();
    const { fake, written } = stream(false);
    const line = progressLine(fake);
    line.update({ done: 1, total: 9, failed: 0 });
    vi.advanceTimersByTime(31_000);
    line.update({ done: 2, total: 9, failed: 1 });
    vi.advanceTimersByTime(10_000);
    line.end();
    vi.advanceTimersByTime(60_000);
    const text = ['1 of 9 cases', '1 of 9 cases', '2 of 9 cases, 1 failed'];
    expect(written).toEqual(text.map((each) => `podflare-conformance: ${each}\n`));
  });
});
