import { readFile } from 'node:fs/promises';
import { UsageError } from '../errors.ts';
import type { Fleet } from '../fleet/model.ts';
import { validateFleet, validateReport } from '../generated/report-validator.js';
import type { Validator } from '../generated/validators.js';
import type { Report } from '../model.ts';

const VERSION = 1;

/** Reads a run, or one over many targets, that `--reporter json=FILE` has written. Throws UsageError when it is none. */
export async function readStored(file: string): Promise<Report | Fleet> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`cannot read ${file}: ${error.code === 'ENOENT' ? 'no such file' : error.message}`);
  });
  const value = parse(text.replace(/^\uFEFF/, ''), file);
  const validate = isObject(value) && value.kind === 'fleet' ? validateFleet : validateReport;
  if (isStored(value, validate)) return value;
  const version = isObject(value) ? value.schemaVersion : undefined;
  if (typeof version === 'number' && version > VERSION)
    throw new UsageError(`${file} was written by a later version of podflare-conformance: update this one to read it`);
  const [error] = validate.errors ?? [];
  const where = error?.instancePath ? `${error.instancePath} ` : '';
  throw new UsageError(`${file} is no report of podflare-conformance: ${where}${error?.message ?? 'it is empty'}`);
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const hint = text.trim() === '' ? 'it is empty' : (error as Error).message;
    throw new UsageError(`${file} is not JSON: ${hint}; --reporter json=FILE writes what is read here`);
  }
}

function isStored(value: unknown, validate: Validator): value is Report | Fleet {
  return validate(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
