import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, link, lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { prepareFiles } from '../../src/cli/output/deliver.ts';
import { writeWhole } from '../../src/cli/output/write-file.ts';

const folders: string[] = [];
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conformance-write-'));
  folders.push(folder);
});
afterAll(() => Promise.all(folders.map((each) => rm(each, { recursive: true }))));

const at = (name: string) => join(folder, name);
const content = (name: string) => readFile(at(name), 'utf8');

async function fifo(name: string): Promise<string> {
  await once(spawn('mkfifo', [at(name)]), 'close');
  return at(name);
}

describe('writeWhole', () => {
  test('replaces a file in one step, and leaves nothing beside it', async () => {
    await writeFile(at('report'), 'earlier');
    const before = await stat(at('report'));
    await writeWhole(at('report'), 'new');
    expect(await content('report')).toBe('new');
    expect((await stat(at('report'))).ino).not.toBe(before.ino);
    expect(await readdir(folder)).toEqual(['report']);
  });

  test('keeps the mode of a file', async () => {
    await writeFile(at('report'), 'earlier');
    await chmod(at('report'), 0o640);
    await writeWhole(at('report'), 'new');
    expect((await stat(at('report'))).mode & 0o777).toBe(0o640);
  });

  test('keeps the other names of a file', async () => {
    await writeFile(at('report'), 'earlier');
    await link(at('report'), at('other'));
    await writeWhole(at('report'), 'new');
    expect(await content('other')).toBe('new');
  });

  test('keeps a symbolic link, whether or not its target exists', async () => {
    await mkdir(at('deep'));
    await symlink('deep/report', at('first'));
    await symlink('first', at('second'));
    for (const word of ['one', 'two']) {
      await writeWhole(at('second'), word);
      expect(await content('deep/report')).toBe(word);
    }
    expect((await lstat(at('first'))).isSymbolicLink()).toBe(true);
    expect((await lstat(at('second'))).isSymbolicLink()).toBe(true);
    expect(await readdir(at('deep'))).toEqual(['report']);
  });

  test('takes the longest name that there is', async () => {
    const name = 'r'.repeat(255);
    await writeWhole(at(name), 'new');
    expect(await content(name)).toBe('new');
  });

  test('writes to a FIFO as its reader reads', async () => {
    const path = await fifo('pipe');
    const reader = spawn('cat', [path], { stdio: ['ignore', 'pipe', 'ignore'] });
    const long = 'x'.repeat(1_000_000);
    const [read] = await Promise.all([text(reader.stdout), writeWhole(path, long)]);
    expect(read.length).toBe(long.length);
    expect((await stat(path)).isFIFO()).toBe(true);
  });

  test('refuses a FIFO that nobody reads', async () => {
    await expect(writeWhole(await fifo('pipe'), 'new')).rejects.toThrow('it is a FIFO without a reader');
  });

  test('refuses a directory, and a loop of symbolic links', async () => {
    await expect(writeWhole(folder, 'new')).rejects.toThrow('directory');
    await symlink('loop', at('loop'));
    await expect(writeWhole(at('loop'), 'new')).rejects.toThrow('symbolic links');
  });

  test.runIf(process.platform === 'linux')('writes to a device, and reports one that is full', async () => {
    await writeWhole('/dev/null', 'new');
    await expect(writeWhole('/dev/full', 'new')).rejects.toThrow('ENOSPC');
    expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
  });
});

describe('prepareFiles', () => {
  test('refuses two names of one file, and takes one device twice', async () => {
    await symlink('report', at('link'));
    await expect(prepareFiles([at('report'), at('link')])).rejects.toThrow(
      `cannot write ${at('link')}: ${at('report')} is the same file`,
    );
    await prepareFiles(['/dev/null', '/dev/null', at('report')]);
  });
});
