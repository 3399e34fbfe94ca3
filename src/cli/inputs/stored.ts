import { UsageError } from '../../base/errors.ts';
import { readInputFile } from '../../base/input-file.ts';
import { cut, oneLine } from '../../base/text.ts';
import { validateFleet, validateReport } from '../../contract/generated/report-validator.js';
import type { Validator } from '../../contract/validator.ts';
import type { Fleet } from '../../model/fleet.ts';
import type { Report } from '../../model/report.ts';
import { contradictionIn } from './contradiction.ts';

const VERSION = 1;
/** Size limit of a stored run in bytes, enough for a fleet of 20,000 targets. */
const LARGEST = 256 * 1024 ** 2;
/** How many characters of a parser's message are shown. The message quotes the file. */
const LONGEST = 200;

/** Reads a run or a fleet that `--reporter json=FILE` has written. Throws UsageError when the file is neither. */
export async function readStored(file: string): Promise<Report | Fleet> {
  return parseStored(await readInputFile({ path: file, largest: LARGEST }), file);
}

/**
 * Parses a stored run or fleet. In the result, numbers are within range, dates are valid, and names are names. Other
 * texts can be anything, so every reporter escapes them.
 * @throws UsageError with one line when the text is not a report
 */
export function parseStored(bytes: Uint8Array, file: string): Report | Fleet {
  const value = parse(decoded(bytes, file), file);
  const validate = isObject(value) && value.kind === 'fleet' ? validateFleet : validateReport;
  if (isStored(value, validate)) {
    const contradiction = contradictionIn(value);
    if (contradiction === undefined) return value;
    throw new UsageError(`${file} is not a report of podflare-conformance: ${contradiction}`);
  }
  const version = isObject(value) ? value.schemaVersion : undefined;
  if (typeof version === 'number' && version > VERSION)
    throw new UsageError(`${file} was written by a later version of podflare-conformance: update this one to read it`);
  const [error] = validate.errors ?? [];
  const where = error?.instancePath ? `${error.instancePath} ` : '';
  throw new UsageError(`${file} is not a report of podflare-conformance: ${where}${error?.message ?? 'it is empty'}`);
}

function decoded(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    const why = error instanceof TypeError ? 'it is not UTF-8' : (error as Error).message;
    throw new UsageError(`cannot read ${file}: ${why}`);
  }
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const hint = text.trim() === '' ? 'it is empty' : cut(oneLine((error as Error).message), LONGEST);
    throw new UsageError(`${file} is not JSON: ${hint}; expected a file written by --reporter json=FILE`);
  }
}

function isStored(value: unknown, validate: Validator): value is Report | Fleet {
  return validate(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
