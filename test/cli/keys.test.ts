import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readKeys } from '../../src/cli/inputs/keys.ts';

describe('readKeys', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'conformance-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const file = async (text: string) => {
    const path = join(folder, `${Math.random()}`);
    await writeFile(path, text);
    return path;
  };

  test('accepts one key a line, commas, comments, whitespace, CRLF and a byte order mark', async () => {
    const path = await file('\ufeff# ours\r\none\r\n  two , three # old\r\n\r\nfour#4\n');
    expect(await readKeys([], path, undefined)).toEqual(['one', 'two', 'three', 'four#4']);
  });

  test('uses the variable only without other sources of keys', async () => {
    expect(await readKeys([], undefined, 'env')).toEqual(['env']);
    expect(await readKeys(['a,b', 'a'], undefined, 'env')).toEqual(['a', 'b']);
    expect(await readKeys(['a'], await file('b'), 'env')).toEqual(['a', 'b']);
    expect(await readKeys([], undefined, undefined)).toEqual([]);
  });

  test('reports the error of a file', async () => {
    await expect(readKeys([], join(folder, 'none'), undefined)).rejects.toThrow(
      /^cannot read the key file .*no such file$/,
    );
    await expect(readKeys([], await file('# nothing\n'), undefined)).rejects.toThrow(/contains no key$/);
    await expect(readKeys([''], undefined, 'env')).rejects.toThrow('--key is empty');
  });
});
