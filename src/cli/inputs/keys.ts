import { UsageError } from '../../base/errors.ts';
import { readInputText } from '../../base/input-file.ts';

/**
 * The valid keys of a target, from `--key` and `--key-file`, otherwise from PODFLARE_API_KEY. Commas separate keys, as
 * in hostd's own list.
 */
export async function readKeys(
  given: readonly string[],
  file: string | undefined,
  env: string | undefined,
): Promise<string[]> {
  const listed = file === undefined ? [] : await readKeyFile(file);
  const explicit = [...given.flatMap(split), ...listed];
  if (explicit.length > 0) return [...new Set(explicit)];
  if (given.length > 0) throw new UsageError('--key is empty');
  return [...new Set(split(env ?? ''))];
}

/** The keys in a file, one per line or separated by commas. Throws UsageError if there are none. */
export async function readKeyFile(file: string): Promise<string[]> {
  const text = await readInputText({ path: file, name: `the key file ${file}` });
  const keys = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .flatMap((line) => split(line.replace(/(^|\s)#.*$/, '')));
  if (keys.length === 0) throw new UsageError(`the key file ${file} contains no key`);
  return keys;
}

/** Splits a comma-separated list of keys. */
export function split(text: string): string[] {
  return text
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '');
}
